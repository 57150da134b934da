// One example per rule of the envelope, its ids and its times; hence the length.

import { expect } from "chai";
import fc from "fast-check";
import { Unprocessable } from "../../errors.ts";
import { after, instant, milliseconds } from "../../instant.ts";
import { beginning, causedBy, idCausedBy, idOf, type Message } from "../../message.ts";
import { command, reaction } from "../../reaction.ts";
import { contracts } from "../../test/company.ts";
import { alerts, stationId, taken } from "../../test/world.ts";
import { decode, encode } from "../envelope.ts";

describe("The envelope", () => {
  it("is CloudEvents 1.0 in structured mode", () => {
    const envelope = JSON.parse(new TextDecoder().decode(encode(taken("one"), contracts)));
    expect(envelope).to.deep.equal({
      specversion: "1.0",
      id: idOf("one"),
      source: "/stations",
      type: "stations.reading-taken.v1",
      subject: stationId,
      time: "2026-01-02T18:00:00.000Z",
      datacontenttype: "application/json",
      dataschema: "https://weather.example/stations/reading-taken.v1.json",
      correlationid: stationId,
      causationid: idOf("one"),
      sequence: "0",
      traceparent: taken("one").traceparent,
      data: taken("one").data,
    });
  });

  it("decodes to what was encoded, for any message", () => {
    const service = alerts();
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.string({ minLength: 1, maxLength: 100, unit: "grapheme" }),
        fc.date({
          min: new Date("2000-01-01"),
          max: new Date("2099-12-31T23:59:59.999Z"),
          noInvalidDate: true,
        }),
        (id, sequence, note, at) => {
          fc.pre([...note].length <= 500);
          const time = at.toISOString();
          const message = causedBy(taken("cause"), { ...taken("x", { note }), id, sequence, time });
          expect(decode(encode(message, contracts), service, contracts)).to.deep.equal(message);
        },
      ),
    );
  });

  it("is rejected with a reason, and never with any other error, whatever the bytes", () => {
    const service = alerts();
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytesOf)), (body) => {
        expect(() => decode(body, service, contracts)).to.throw(Unprocessable);
      }),
    );
  });
});

describe("A body that is not JSON", () => {
  it("is refused with the parser's error as the cause", () => {
    const body = new TextEncoder().encode("{");
    expect(() => decode(body, alerts(), contracts))
      .to.throw(Unprocessable)
      .with.property("cause")
      .that.is.instanceOf(SyntaxError);
  });
});

describe("A type of a version that the service does not know", () => {
  const told = ["alerts.tell.v2", "alerts.tell.v10"];
  const service = alerts(() => ({}), {
    reactions: told.map((type) => reaction(command(type), { reads: () => ({}), react: () => ({}) })),
  });
  const refusalOf = (body: Uint8Array) => {
    try {
      return { read: decode(body, service, contracts) };
    } catch (error) {
      return error;
    }
  };

  it("is parked with all versions that it knows, whatever their digits", () => {
    const refusal = refusalOf(encode({ ...taken("one"), type: "alerts.tell.v9" }, contracts));
    expect(refusal).to.include({
      reason: "unknown-version",
      message: "alerts does not react to alerts.tell.v9: it knows alerts.tell.v2, alerts.tell.v10",
    });
  });
});

describe("An instant in the envelope", () => {
  const refusalOf = (time: string): unknown => {
    try {
      return decode(encode({ ...taken("one"), time }, contracts), alerts(), contracts);
    } catch (error) {
      return error instanceof Unprocessable ? error.reason : error;
    }
  };

  it("is an existing time in UTC with milliseconds; anything else is an invalid envelope", () => {
    const refused = [
      "2016-12-31T23:59:60Z",
      "2016-12-31T23:59:60.000Z",
      "2026-01-02T18:00:00.000+05",
      "2026-01-02T18:00:00.000+05:00",
      "2026-01-02T18:00:00Z",
      "2026-01-02t18:00:00.000z",
      "2026-01-02 18:00:00.000Z",
      "2026-02-30T18:00:00.000Z",
      "2026-02-29T18:00:00.000Z",
      "2026-13-01T18:00:00.000Z",
      "2026-01-02T24:00:00.000Z",
      "1999-12-31T23:59:59.999Z",
      "0000-01-01T00:00:00.000Z",
      "9999-12-31T23:59:59.999Z",
      "+010000-01-01T00:00:00.000Z",
      "２０２６-01-02T18:00:00.000Z",
    ];
    expect(refused.map(refusalOf)).to.deep.equal(refused.map(() => "invalid-envelope"));
    expect(refusalOf("2028-02-29T23:59:59.999Z")).to.have.property("time", "2028-02-29T23:59:59.999Z");
  });

  it("survives the conversion to milliseconds and back, and so does any later time of the century", () => {
    const digits = (least: number, most: number, width: number) =>
      fc.integer({ min: least, max: most }).map((number) => String(number).padStart(width, "0"));
    const almost = fc
      .tuple(digits(1_990, 2_110, 4), digits(0, 13, 2), digits(0, 32, 2), digits(0, 25, 2), digits(0, 61, 2))
      .map(([year, month, day, hour, second]) => `${year}-${month}-${day}T${hour}:${second}:${second}.007Z`);
    let read = 0;
    fc.assert(
      fc.property(almost, (time) => {
        if (refusalOf(time) === "invalid-envelope") return;
        read += 1;
        expect(instant(milliseconds(time))).to.equal(time);
        expect(after(time, 100 * 366 * 86_400_000)).to.have.length(24);
      }),
      { numRuns: 1_000 },
    );
    expect(read).to.be.above(100);
  });
});

describe("An id in the envelope", () => {
  it("can cause another one, if it was accepted; in capitals it would be another id for the same UUID", () => {
    const hex = fc.constantFrom(..."0123456789abcdefABCDEF");
    const group = (length: number) => fc.string({ unit: hex, minLength: length, maxLength: length });
    const almost = fc.oneof(
      fc.tuple(group(8), group(4), group(4), group(4), group(12)).map((groups) => groups.join("-")),
      fc.tuple(fc.uuid(), fc.nat(35), hex).map(([id, at, by]) => id.slice(0, at) + by + id.slice(at + 1)),
      fc.constantFrom(
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "urn:uuid:c56a4180-65aa-42ec-a945-5fd21dec0538",
      ),
    );
    let read = 0;
    fc.assert(
      fc.property(almost, (id) => {
        const body = encode({ ...taken("one"), id }, contracts);
        const { reason, message } = reading(body);
        if (reason !== undefined) return void expect(reason).to.equal("invalid-envelope");
        read += 1;
        expect(id).to.equal(id.toLowerCase());
        expect(idCausedBy(message ?? taken("one"), "alerts", 0)).to.have.length(36);
      }),
      { numRuns: 500 },
    );
    expect(read).to.be.above(50);
  });
});

const reading = (body: Uint8Array): { message?: Message; reason?: string } => {
  try {
    return { message: decode(body, alerts(), contracts) };
  } catch (error) {
    return { reason: error instanceof Unprocessable ? error.reason : String(error) };
  }
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("A message id", () => {
  it("follows from the cause, the service and the ordinal", () => {
    const ids = [
      idCausedBy(taken("one"), "alerts", 0),
      idCausedBy(taken("one"), "alerts", 1),
      idCausedBy(taken("one"), "stations", 0),
      idCausedBy(taken("two"), "alerts", 0),
    ];
    expect(new Set(ids).size).to.equal(4);
    expect(idCausedBy(taken("one"), "alerts", 0)).to.equal(ids[0]);
  });
});

describe("A beginning", () => {
  const { id, type, source, subject, time, data } = taken("one");

  it("uses its id as the trace id, unless the caller sends a trace", () => {
    const trace = beginning({ id, type, source, subject, time, data }).traceparent;
    expect(trace).to.match(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(trace.slice(3, 35)).to.equal(id.replaceAll("-", ""));
  });

  it("keeps the caller's trace and its sampling", () => {
    const { traceparent } = beginning(
      { id, type, source, subject, time, data },
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
    );
    expect(traceparent).to.equal(
      `00-4bf92f3577b34da6a3ce929d0e0e4736-${id.replaceAll("-", "").slice(-16)}-00`,
    );
  });
});
