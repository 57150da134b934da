import { expect } from "chai";
import type { Action, Script, TimedAction } from "../../../browser/action.ts";
import { anOrder, diesBeforePublishing, playOut, sessionOf } from "../../../browser/test/played.ts";
import type { Entry } from "../../../narrative/entry.ts";
import { createLog } from "../../../narrative/log.ts";
import { commitOf } from "../../model/timeline/commits.ts";
import { droppedFrom } from "../../model/timeline/dropped.ts";
import { headline } from "../../model/words.ts";
import { watching } from "./watching.ts";

const mail = "an email to Ada: Marie will deliver your order";

/** The message that a service took, or the mail that left: two copies have one id. */
const nameOf = (entry: Entry): string =>
  entry.kind === "mail"
    ? entry.mail.notificationId
    : `${"service" in entry && entry.service} ${"message" in entry && entry.message?.id}`;

describe("A service that waits", () => {
  const by = { at: 0, service: "orders", instance: 1, kind: "waiting" } as const;

  it("says for what in words for people", () => {
    const unknown = "orders.order-placed.v1 was not confirmed (unknown)";
    expect(headline({ ...by, for: "broker", why: unknown })).to.equal(
      "orders waits for the broker: order-placed was not confirmed, and may have arrived",
    );
    expect(headline({ ...by, for: "store", why: "the memory store is away" })).to.equal(
      "orders waits for its database: it does not answer",
    );
  });
});

describe("A commit", () => {
  const droppedIn = async (story: string, without: readonly string[]) => {
    const { log } = await playOut(await sessionOf({ story, without }));
    return log.entries.flatMap((entry, i) =>
      entry.kind === "committed"
        ? droppedFrom(log, log.first + i, entry).map(({ by, name, what }) => `${what} ${name}: ${by}`)
        : [],
    );
  };

  it("names the call that it lacks because refund is off", async () => {
    expect(await droppedIn("cancelled-while-cooking", ["refund"])).to.deep.equal([
      "call payments.refund: refund",
    ]);
    expect(await droppedIn("cancelled-while-cooking", [])).to.deep.equal([]);
  });

  it("is none where, without dedup, a copy is ignored, and has the id alone where a message is ignored with dedup", async () => {
    const ignoredIn = async (script: Partial<Script>) => {
      const { log } = await playOut(await sessionOf(script));
      return log.entries.flatMap((entry, i) =>
        entry.kind === "ignored" ? [commitOf(log, log.first + i, entry)] : [],
      );
    };
    const twice: TimedAction = { at: 0, action: { do: "double", on: true } };
    const order: TimedAction = { at: 0, action: anOrder };
    expect(await ignoredIn({ without: ["dedup"], actions: [twice, order] })).to.include(undefined);
    const [ignored] = await ignoredIn({ story: "cancellation-overtakes-order" });
    expect(ignored?.change).to.deep.include({ documents: [], outbox: [], timers: [], cancelled: [] });
    expect(ignored?.change.processed).to.have.length.above(0);
  });

  it("names the events and calls that it lacks because outbox is off", async () => {
    const dropped = await droppedIn("crash-before-publishing", ["outbox"]);
    expect(dropped).to.include("outbox orders.order-placed.v1: outbox");
  });
});

describe("A broken promise while five guarantees are off", () => {
  const five = ["idempotency-key", "refund", "version-check", "outbox", "dedup"];
  const order: Action = { ...anOrder, card: "tok_ok" };
  const brokenWith = async (actions: readonly TimedAction[]) => {
    const { log } = await playOut(await sessionOf({ without: five, actions }));
    const { lookAtEnd, page } = watching(log);
    await lookAtEnd();
    const { path = [], sentence, without = [] } = page.breach.value ?? {};
    return { sentence, without, way: path.flatMap((at) => log.entry(at) ?? []).map(headline) };
  };

  it("blames only dedup for a copy that took effect, and tells of no death", async () => {
    const { sentence, way, without } = await brokenWith([
      { at: 0, action: { do: "double", on: true } },
      { at: 10, action: order },
    ]);
    expect(sentence).to.match(/^Without dedup, Ada /);
    expect(without.map(({ name }) => name)).to.deep.equal(["dedup"]);
    expect(way.filter((step) => step.includes("switched off"))).to.deep.equal(["dedup is switched off"]);
    expect(without[0]?.why)
      .to.match(/arrived twice/)
      .and.not.match(/died|response/);
  });

  it("blames only outbox for an event that died with its publisher", async () => {
    const { sentence, without } = await brokenWith([
      { at: 0, action: diesBeforePublishing },
      { at: 10, action: order },
      { at: 60_000, action: { do: "start", service: "orders", instance: 1 } },
    ]);
    expect(sentence).to.match(/^Without outbox, Ada waits for #1/);
    expect(without.map(({ why }) => why)).to.deep.equal([
      "orders committed its decision, and the process died before order-placed had left. Its database had no record that anything was still to be sent.",
    ]);
  });
});

describe("The way from a cause to its harm", () => {
  it("ends at the copy, whenever the page looks: no breach is told before its hop is reported", async () => {
    const { log } = await playOut(await sessionOf({ story: "every-message-twice", without: ["dedup"] }));
    const soFar = createLog();
    const { lookAtEnd, page } = watching(soFar);
    const ends = new Map<string, Set<string>>();
    for (const entry of log.entries) {
      soFar.append(entry);
      if (!["committed", "handled", "ignored", "mail"].includes(entry.kind)) continue;
      await lookAtEnd();
      const { path = [], sentence } = page.breach.value ?? {};
      const way = path.flatMap((at) => log.entry(at) ?? []);
      const harm = way.at(-1);
      if (!sentence || !harm) continue;
      const copies = way.filter((step) => nameOf(step) === nameOf(harm));
      ends.set(sentence, (ends.get(sentence) ?? new Set()).add(copies.map(headline).join(", ")));
    }
    expect([...ends].map(([sentence, end]) => [sentence, ...end])).to.deep.equal([
      [
        "Without dedup, payments handled charge-settled of #1 twice, and ignored the copy only because the payment is paid; nobody has felt it yet.",
        "payments handles charge-settled, payments ignores charge-settled: the payment is paid",
      ],
      [
        "Without dedup, Ada is about to get the email on courier-assigned of #1 twice.",
        "notifications handles courier-assigned, notifications handles courier-assigned",
      ],
      ["Without dedup, Ada got the mail “Marie will deliver your order” twice.", `${mail}, ${mail}`],
    ]);
  });

  it("stays the same at every moment that it leads through", async () => {
    const { log } = await playOut(await sessionOf({ story: "every-message-twice", without: ["dedup"] }));
    const { look, lookAtEnd, page } = watching(log);
    await lookAtEnd();
    const told = page.breach.value;
    expect(told?.path.length).to.be.above(8);
    for (const at of [...(told?.path ?? [])].reverse()) {
      page.player.seek(at + 1);
      await look();
      expect(page.breach.value).to.equal(told);
    }
  });

  it("names the guarantee that was off when the harm was done, though it is on again", async () => {
    const company = await playOut(
      await sessionOf({ story: "cancelled-while-cooking", without: ["refund"], actions: [] }),
    );
    const { lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    const before = page.breach.value;
    await company.act({ do: "guarantee", name: "refund", on: true });
    await company.act(anOrder);
    await playOut(company);
    await lookAtEnd();
    const { breach } = page;
    expect(company.log.present.without.size).to.equal(0);
    expect(breach.value).to.include({ sentence: before?.sentence, harm: before?.harm });
    expect(breach.value?.without.map(({ name }) => name)).to.deep.equal(["refund"]);
    expect(breach.value?.path).to.deep.equal(before?.path);
  });
});
