import { expect } from "chai";
import { virtualClock } from "#messaging/memory/clock.ts";
import type { AuditRecord } from "../audit.ts";
import { type BatchRequest, runBatch } from "../batch.ts";
import {
  type Note,
  NotRedriven,
  type ParkedMessage,
  type ParkedMessages,
  parkedBy,
} from "../parked-messages.ts";
import { rawMessage } from "./conformance.ts";

const redriving: BatchRequest = {
  how: "redrive",
  by: "sam",
  why: "the till works again",
  perSecond: 4,
  where: "amqp://localhost:5672",
};

const named = (...names: readonly string[]) => names.map((name) => parkedBy("payments", rawMessage(name)));

/** A port that records what is done to its messages, and a virtual clock. */
function desk(redrive: (parked: ParkedMessage, note: Note) => Promise<boolean> = async () => true) {
  const clock = virtualClock({ startAt: "2026-01-02T19:00:00.000Z" });
  const story: string[] = [];
  const records: AuditRecord[] = [];
  const interruption = new AbortController();
  const did = (what: string, id: string) => story.push(`${clock.now() - 1_767_380_400_000} ${what} ${id}`);
  const from: ParkedMessages = {
    list: async () => [],
    async redrive(parked, note) {
      did("redrive", parked.id);
      return redrive(parked, note);
    },
    async drop(parked) {
      did("drop", parked.id);
      return true;
    },
    close: async () => {},
  };
  const options = {
    from,
    clock,
    onDone: () => {},
    signal: interruption.signal,
    audit: async (record: AuditRecord) => {
      records.push(record);
      did(`audit ${record.did}`, record.id);
    },
  };
  return { clock, story, records, interruption, options };
}

describe("a batch of parked messages", () => {
  it("records each message in the audit log before it acts", async () => {
    const { clock, options, story } = desk();
    const settled = runBatch(named("a", "b"), redriving, options);
    await clock.advance(10_000);

    expect(await settled).to.deep.equal({ done: 2, gone: 0 });
    expect(story).to.deep.equal([
      "0 audit redrive id-of-a",
      "0 redrive id-of-a",
      "250 audit redrive id-of-b",
      "250 redrive id-of-b",
    ]);
  });

  it("keeps to its rate, and does not catch up after a delay", async () => {
    const { clock, options, story } = desk(async ({ id }) => {
      if (id === "id-of-b") await new Promise<void>((resolve) => clock.at(clock.now() + 1_000, resolve));
      return true;
    });
    const settled = runBatch(named("a", "b", "c", "d"), redriving, options);
    await clock.advance(10_000);
    await settled;

    expect(
      story.filter((line) => line.includes(" redrive id")).filter((line) => !line.includes("audit")),
    ).to.deep.equal([
      "0 redrive id-of-a",
      "250 redrive id-of-b",
      "1250 redrive id-of-c",
      "1500 redrive id-of-d",
    ]);
  });

  it("records who did what, when and why, and to which message", async () => {
    const { options, records } = desk();
    await runBatch(named("a"), redriving, options);

    expect(records).to.have.length(1);
    expect(records[0]).to.deep.include({
      did: "redrive",
      by: "sam",
      at: "2026-01-02T19:00:00.000Z",
      why: "the till works again",
      where: "amqp://localhost:5672",
      service: "payments",
      id: "id-of-a",
      type: "orders.order-placed.v1",
      order: "order-a",
      reason: "unprocessable",
      attempts: 1,
      redriven: 0,
      firstSeen: "2026-01-02T18:00:00.000Z",
      parkedAt: "2026-01-02T18:00:01.000Z",
    });
    expect(records[0]).not.to.have.property("message");
  });

  it("records a dropped message byte for byte", async () => {
    const { options, records } = desk();
    await runBatch(named("a"), { ...redriving, how: "drop" }, options);

    expect(records[0]?.message).to.deep.equal({
      messageId: "id-of-a",
      headers: rawMessage("a").headers,
      bodyBase64: Buffer.from(rawMessage("a").body).toString("base64"),
    });
  });

  it("leaves a message alone if it cannot be recorded", async () => {
    const { options, story } = desk();
    const full = { ...options, audit: () => Promise.reject(new Error("the disk is full")) };
    const error = await runBatch(named("a"), redriving, full).catch(String);

    expect(error).to.equal("Error: the disk is full");
    expect(story).to.deep.equal([]);
  });

  it("records that a message is no longer parked, and continues", async () => {
    const { clock, options, records } = desk(async ({ id }) => id !== "id-of-a");
    const settled = runBatch(named("a", "b"), redriving, options);
    await clock.advance(10_000);

    expect(await settled).to.deep.equal({ done: 1, gone: 1 });
    expect(records.map(({ did, id }) => `${did} ${id}`)).to.deep.equal([
      "redrive id-of-a",
      "gone id-of-a",
      "redrive id-of-b",
    ]);
  });

  it("stops at the first message that cannot be redriven, and records why", async () => {
    const { options, records } = desk(() => Promise.reject(new NotRedriven("no queue is bound")));
    const error = await runBatch(named("a", "b"), redriving, options).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(NotRedriven);
    expect(records.map(({ did, error }) => [did, error])).to.deep.equal([
      ["redrive", undefined],
      ["failed", "no queue is bound"],
    ]);
  });

  it("stops after the current message when it is interrupted", async () => {
    const { clock, interruption, options, story } = desk();
    const settled = runBatch(named("a", "b"), redriving, options);
    await clock.advance(100);
    interruption.abort();

    expect(await settled).to.deep.equal({ done: 1, gone: 0 });
    expect(story.at(-1)).to.equal("0 redrive id-of-a");
  });
});
