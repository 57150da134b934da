// One example per reason to park; hence the length.

import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { parkReasons, Unprocessable } from "../../errors.ts";
import { idOf } from "../../message.ts";
import { reaction, timer } from "../../reaction.ts";
import { contracts } from "../../test/company.ts";
import { alerts, event, keeping, taken, tooDeep, world } from "../../test/world.ts";
import { encode, maxBodyBytes } from "../../wire/envelope.ts";

const onTick = reaction(timer<object>("alerts.tick"), { reads: () => ({}), react: () => ({}) });

const bytes = (text: string) => new TextEncoder().encode(text);

const changed = (change: (envelope: Record<string, unknown>) => object) =>
  bytes(JSON.stringify(change(JSON.parse(new TextDecoder().decode(encode(taken("one"), contracts))))));

/** Delivers one body, and returns why it was parked: at once, and at its first attempt. */
async function reasonFor(body: Uint8Array, service = alerts()) {
  const w = world();
  await w.start(service);
  await w.deliver(body);
  await w.pass(0.5);
  expect(w.hopsOf("retried")).to.deep.equal([]);
  expect(w.depth("alerts.inbox")).to.equal(0);
  expect(w.parked()).to.have.length(1);
  const { headers, body: kept } = w.parked()[0] ?? {};
  expect(kept).to.deep.equal(body);
  return [headers?.["x-reason"], headers?.["x-error"]];
}

describe("The reasons to park", () => {
  it("are those of the README", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    const [, table = ""] = /\| reason to park .*?\n(.*?)\n\n/s.exec(readme) ?? [];
    const listed = [...table.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(
      ([, cell = ""]) => cell.match(/[a-z-]{2,}/g) ?? [],
    );
    expect([...listed].sort()).to.deep.equal([...parkReasons].sort());
  });
});

describe("A message that can never be handled is parked at once", () => {
  it("under the broker's id, since its own cannot be read", async () => {
    const w = world();
    await w.start(alerts());
    await w.deliver(bytes("{ not JSON"));
    await w.pass(0.5);
    expect(w.parked()).to.have.nested.property("[0].messageId", "outside");
  });

  it("if it is not JSON", async () => {
    const [reason, error] = await reasonFor(bytes("{ not JSON"));
    expect(reason).to.equal("invalid-json");
    expect(error).to.match(/^the body is not JSON in UTF-8: /);
  });

  it("if it is not UTF-8", async () => {
    const [reason] = await reasonFor(new Uint8Array([0x22, 0xff, 0x22]));
    expect(reason).to.equal("invalid-json");
  });

  it("if it is empty", async () => {
    const [reason] = await reasonFor(new Uint8Array());
    expect(reason).to.equal("invalid-json");
  });

  it("if it is not an envelope", async () => {
    expect(await reasonFor(changed(({ id: _, ...rest }) => rest))).to.deep.equal([
      "invalid-envelope",
      ": must have required property 'id'",
    ]);
  });

  it("if it is JSON, but nothing like an envelope", async () => {
    const [reason] = await reasonFor(bytes("null"));
    expect(reason).to.equal("invalid-envelope");
  });

  it("if the service has no reaction to its type", async () => {
    expect(
      await reasonFor(changed((envelope) => ({ ...envelope, type: "archive.reading-stored.v1" }))),
    ).to.deep.equal([
      "unknown-type",
      "alerts does not react to archive.reading-stored.v1: it knows no version of it",
    ]);
  });

  it("if its version is unknown here", async () => {
    expect(
      await reasonFor(changed((envelope) => ({ ...envelope, type: "stations.reading-taken.v9" }))),
    ).to.deep.equal([
      "unknown-version",
      "alerts does not react to stations.reading-taken.v9: it knows stations.reading-taken.v1",
    ]);
  });

  it("if its version is unknown here, and has two digits", async () => {
    const [reason] = await reasonFor(
      changed((envelope) => ({ ...envelope, type: "stations.reading-taken.v10" })),
    );
    expect(reason).to.equal("unknown-version");
  });

  it("if its data violates the contract", async () => {
    expect(
      await reasonFor(encode(taken("one", { temperature: { value: 12.5, unit: "C" } }), contracts)),
    ).to.deep.equal(["schema-violation", "/data/temperature/value: must be integer"]);
  });

  it("if it claims to be an internal message of the service", async () => {
    const forged = changed((envelope) => ({ ...envelope, type: "alerts.tick", source: "/alerts" }));
    const ticking = alerts(undefined, { reactions: [onTick] });
    expect(await reasonFor(forged, ticking)).to.deep.equal([
      "wrong-sender",
      "the body says alerts.tick from /alerts, but it was sent to weather.events as stations.reading-taken.v1",
    ]);
  });

  it("if it claims another sender", async () => {
    const [reason, error] = await reasonFor(changed((envelope) => ({ ...envelope, source: "/archive" })));
    expect(reason).to.equal("wrong-sender");
    expect(error).to.match(/^the body says stations.reading-taken.v1 from \/archive/);
  });

  it("if its type differs from its routing key", async () => {
    const cancelled = encode(event("stations.station-closed.v1", "one"), contracts);
    expect(await reasonFor(cancelled)).to.deep.equal([
      "wrong-sender",
      "the body says stations.station-closed.v1 from /stations, but it was sent to weather.events as stations.reading-taken.v1",
    ]);
  });

  it("if its body is larger than 256 KiB, without being read", async () => {
    expect(await reasonFor(new Uint8Array(maxBodyBytes + 1))).to.deep.equal([
      "too-large",
      "the body has 262145 bytes; 262144 are allowed",
    ]);
  });

  it("if its reaction throws Unprocessable", async () => {
    const refusing = alerts(() => {
      throw new Unprocessable("this card belongs to nobody");
    });
    expect(await reasonFor(encode(taken("one"), contracts), refusing)).to.deep.equal([
      "unprocessable",
      "this card belongs to nobody",
    ]);
  });

  it("if its effects can never be stored", async () => {
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    const [reason, error] = await reasonFor(
      encode(taken("one"), contracts),
      alerts(() => ({ save: { tab: cycle } })),
    );
    expect(reason).to.equal("not-storable");
    expect(error).to.match(/is nested deeper than 180 levels$/);
  });

  it("if it is valid, but nested too deeply to be stored with its effects; the others are handled", async () => {
    const w = world();
    await w.start(keeping);
    const good = ["1", "2", "3", "4", "5", "6"].map((name) => taken(name));
    const bad = taken("deep", tooDeep);
    await w.publish(...good.slice(0, 3), bad, ...good.slice(3));
    await w.pass(1);
    expect(w.parked().map(({ headers }) => headers["x-reason"])).to.deep.equal(["not-storable"]);
    expect(w.parked()[0]?.headers["x-error"]).to.match(
      /^tabs\/.*\/extra\/0.* is nested deeper than 180 levels$/,
    );
    expect(Object(w.tab()).seen).to.deep.equal(good.map(({ id }) => id));
  });
});

describe("An unusual message that can be handled is handled", () => {
  it("with unknown fields", async () => {
    const w = world();
    await w.start(alerts());
    await w.deliver(
      changed((envelope) => ({
        ...envelope,
        partitionkey: "p",
        data: { ...Object(envelope.data), loyaltyPoints: 12 },
      })),
    );
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });
});

describe("The largest message that is read", () => {
  it("has exactly 256 KiB", async () => {
    const w = world();
    await w.start(alerts());
    const text = new TextDecoder().decode(encode(taken("one"), contracts));
    await w.deliver(bytes(text.padEnd(maxBodyBytes)));
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });
});

describe("A poison message", () => {
  it("is split off alone: the rest of its batch is committed", async () => {
    const w = world();
    await w.publish(...["one", "two", "three", "four", "five", "six", "seven"].map((name) => taken(name)));
    await w.start(
      alerts((tab, { id }) => (id === idOf("five") ? { save: { tab: { ...tab, size: 12n } } } : {})),
    );
    await w.pass(0.5);
    const good = ["one", "two", "three", "four", "six", "seven"].map(idOf);
    expect(w.tab()).to.deep.equal({ seen: good });
    expect(w.parked().map(({ messageId }) => messageId)).to.deep.equal([idOf("five")]);
    expect(w.hopsOf("parked").map(({ reason }) => reason)).to.deep.equal(["not-storable"]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("is not published if it is our own: the producer is strict, and nothing is saved", async () => {
    const w = world();
    await w.start(
      alerts(() => ({
        publish: [{ type: "alerts.alert-raised.v1", subject: "o-1", data: { stationId: "no uuid" } }],
      })),
    );
    await w.publish(taken("one"));
    await w.pass(0.5);
    expect(w.tab()).to.equal(undefined);
    expect(w.said()).to.deep.equal([]);
    expect(w.hopsOf("retried").map(({ why }) => why)).to.deep.equal([
      "alerts.alert-raised.v1: : must have required property 'level'",
    ]);
  });

  it("is not published if it belongs to another service", async () => {
    const w = world();
    await w.start(
      alerts(() => ({ publish: [{ type: "stations.reading-taken.v1", subject: "o-1", data: {} }] })),
    );
    await w.publish(taken("one"));
    await w.pass(0.5);
    expect(w.hopsOf("retried").map(({ why }) => why)).to.deep.equal([
      "alerts may not publish stations.reading-taken.v1",
    ]);
  });
});
