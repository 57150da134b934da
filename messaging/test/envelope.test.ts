import { expect } from "chai";
import fc from "fast-check";
import { decode, encode } from "../envelope.ts";
import { Unprocessable } from "../errors.ts";
import { beginning, causedBy, idCausedBy, idOf } from "../message.ts";
import { orderId, payments, placed } from "./world.ts";

describe("The envelope", () => {
  it("is CloudEvents 1.0 in structured mode", () => {
    const envelope = JSON.parse(new TextDecoder().decode(encode(placed("one"))));
    expect(envelope).to.deep.equal({
      specversion: "1.0",
      id: idOf("one"),
      source: "/orders",
      type: "orders.order-placed.v1",
      subject: orderId,
      time: "2026-01-02T18:00:00.000Z",
      datacontenttype: "application/json",
      dataschema: "https://pas-de-cinq.example/contracts/events/orders/order-placed.v1.json",
      correlationid: orderId,
      causationid: idOf("one"),
      sequence: "0",
      traceparent: placed("one").traceparent,
      data: placed("one").data,
    });
  });

  it("gives back what it was given, whatever that is", () => {
    const service = payments();
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.string({ minLength: 1, maxLength: 100, unit: "grapheme" }),
        fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
        (id, sequence, note, at) => {
          fc.pre([...note].length <= 500);
          const time = at.toISOString();
          const message = causedBy(placed("cause"), { ...placed("x", { note }), id, sequence, time });
          expect(decode(encode(message), service)).to.deep.equal(message);
        },
      ),
    );
  });

  it("is refused with a reason and never with any other error, whatever the bytes", () => {
    const service = payments();
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytesOf)), (body) => {
        expect(() => decode(body, service)).to.throw(Unprocessable);
      }),
    );
  });
});

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("A message id", () => {
  it("follows from the cause, the service and the ordinal", () => {
    const ids = [
      idCausedBy(placed("one"), "payments", 0),
      idCausedBy(placed("one"), "payments", 1),
      idCausedBy(placed("one"), "orders", 0),
      idCausedBy(placed("two"), "payments", 0),
    ];
    expect(new Set(ids).size).to.equal(4);
    expect(idCausedBy(placed("one"), "payments", 0)).to.equal(ids[0]);
  });
});

describe("A beginning", () => {
  const { id, type, source, subject, time, data } = placed("one");

  it("makes its id the trace, unless the caller brings one", () => {
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
