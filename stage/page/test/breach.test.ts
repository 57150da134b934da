import { expect } from "chai";
import { playOut, sessionOf, turn } from "../../browser/test/played.ts";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import type { Entry } from "../../narrative/entry.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { type Breach, breachOf, harmComesIn, worstOf } from "../model/promises/breach.ts";
import { foresee } from "../model/promises/foresight.ts";
import { promisesAt } from "../model/promises/promises.ts";
import { headline } from "../model/words.ts";

interface Told {
  readonly sentence: string;
  /** What the way to the harm leads through. */
  readonly through: string;
  readonly harm: string;
}

const waits =
  "Ada waits for #1 forever: it is still awaiting payment, and no message or timer is left to move it on.";

/** What the page says once nothing more happens, by the guarantee that is off. */
const atTheEnd: Readonly<Record<string, Told>> = {
  dedup: {
    sentence: "Without dedup, Ada got the mail “Marie will deliver your order” twice.",
    through: "from now on every message is published twice",
    harm: "an email to Ada: Marie will deliver your order",
  },
  outbox: {
    sentence: `Without outbox, ${waits}`,
    through: "orders handles place-order",
    harm: "orders#1 is killed between commit and publish",
  },
  "version-check": {
    sentence:
      "Without version-check, Customer 1 paid €9.50 for #1, which was cancelled, and never got it back (the promise broke for 4 more orders, too).",
    through: "payments handles payment-expiry",
    harm: "payments ignores order-cancelled: the payment is expired",
  },
  tombstone: {
    sentence: "Without tombstone, Ada paid €9.50 for #1, which was cancelled, and never got it back.",
    through: "payments ignores order-cancelled: there is no such order yet",
    harm: "the provider charges €9.50",
  },
  refund: {
    sentence: "Without refund, Ada paid €9.50 for #1, which was cancelled, and never got it back.",
    through: "ada cancels the order",
    harm: "payments handles order-cancelled",
  },
  "idempotency-key": {
    sentence: "Without idempotency-key, Ada was charged twice for #1: €19.00 instead of €9.50.",
    through: "payments calls charge: the first response was lost",
    harm: "the provider charges €9.50",
  },
  "publisher-confirms": {
    sentence: `Without publisher-confirms, ${waits}`,
    through: "the broker is away",
    harm: "orders handles place-order",
  },
  "late-acknowledgement": {
    sentence: `Without late-acknowledgement, ${waits}`,
    through: "orders handles place-order",
    harm: "payments#1 is killed before it commits",
  },
  "commit-before-publish": {
    sentence:
      "Without commit-before-publish, Customer 1 was told that #1 was paid, and then that it was cancelled. Orders handled payment-expired of #1, which its publisher never committed (the promise broke for 8 more orders, too).",
    through: "orders handles payment-expired",
    harm: "orders handles payment-expired",
  },
};

/** What the page says of the worst broken promise at a position. @param isFinal whether nothing more happens */
function breachAt(log: NarrativeLog, position: number, isFinal: boolean): Breach | undefined {
  const state = log.stateAt(position);
  const worst = worstOf(promisesAt(log, state, isFinal));
  return worst && breachOf(log, state, worst, isFinal);
}

describe("A moment before a promise breaks", () => {
  const ahead = { turn, pause: turn, isWanted: () => true };
  const script = { seed: 1, story: "crash-before-publishing", actions: [] };

  it("knows what breaks, and when, if nobody does anything more", async () => {
    const { log } = await playOut(await sessionOf({ ...script, without: ["outbox"] }));
    const killed = log.entries.findIndex(({ kind }) => kind === "killed") + log.first;
    const foreseen = await foresee({ ...script, without: ["outbox"] }, killed + 1, ahead);
    expect(foreseen?.sentence).to.equal(atTheEnd.outbox?.sentence);
    const killedAt = log.entry(killed)?.at ?? 0;
    expect((foreseen?.at ?? 0) - killedAt).to.be.within(60 * 60_000, 65 * 60_000);
    expect(foreseen).to.include({ position: log.end, isAtEnd: true });
  });

  it("foresees nothing where nothing breaks, and after the end", async () => {
    expect(await foresee({ ...script, without: [] }, 96, ahead)).to.equal(undefined);
    expect(await foresee({ ...script, without: ["outbox"] }, 9_999, ahead)).to.equal(undefined);
  });
});

describe("A promise on the page", () => {
  it("says what was looked at", async () => {
    const { log } = await playOut(await sessionOf({ seed: 1, story: "delivered", actions: [], without: [] }));
    const promises = promisesAt(log, log.stateAt(log.end), true);
    // Of the twelve events, four are menus, and eight are about the order.
    expect(promises.map(({ checked }) => checked)).to.deep.equal([
      ...["1 order", "1 order", "1 ledger entry", "1 delivery", "33 commits", "12 events"],
      ...["89 messages", "89 messages", "6 notifications", "1 order", "1 order", "5 services"],
      "0 poison copies",
    ]);
  });
});

/** The steps of a way that stand before what they follow from: the hop that handled their cause, or that made the call. */
function beforeTheirCause(log: NarrativeLog, path: readonly number[]): readonly string[] {
  const steps = path.flatMap((at) => log.entry(at) ?? []);
  const called = (step: Entry, name: string) =>
    step.kind === "handled" && step.did.called.some((call) => call.startsWith(name));
  const leadsTo = (step: Entry, to: Entry): boolean => {
    if (to.kind === "charge") return called(step, "payments.charge");
    if (to.kind === "mail") return called(step, "notifications.send");
    if (step.kind !== "handled") return false;
    if (to.kind === "call")
      return step.message.id === to.cause.causationId || step.message.id === to.cause.id;
    return "message" in to && to.message !== undefined && step.message.id === to.message.causationId;
  };
  return steps.flatMap((to, i) => {
    const [first] = steps.flatMap((step, at) => (step !== to && leadsTo(step, to) ? [at] : []));
    return first !== undefined && first > i ? [headline(to)] : [];
  });
}

describe("A broken promise on the page", () => {
  for (const { name, shownBy } of disabledGuarantees) {
    it(`is told in one sentence, with the way from its cause to its harm: without ${name}`, async () => {
      const { log } = await playOut(await sessionOf({ story: shownBy, without: [name] }));
      const breach = breachAt(log, log.end, true);
      const way = (breach?.path ?? []).map((at) => log.entry(at)).map((hop) => hop && headline(hop));
      expect(breach?.sentence).to.equal(atTheEnd[name]?.sentence);
      expect(way[0]).to.equal(`${name} is switched off`);
      expect(way).to.include(atTheEnd[name]?.through);
      expect(way.at(-1)).to.equal(atTheEnd[name]?.harm);
      expect(breach?.path).to.deep.equal([...new Set(breach?.path)]);
      expect(beforeTheirCause(log, breach?.path ?? [])).to.deep.equal([]);
    });
  }

  it("lies ahead of every moment before its harm", async () => {
    const { log } = await playOut(await sessionOf({ story: "answer-lost", without: ["idempotency-key"] }));
    const breach = breachAt(log, log.end, true);
    const harm = breach?.harm ?? 0;
    const at = log.entry(harm)?.at ?? 0;
    const comesIn = (position: number, now: number) => breach && harmComesIn(breach, log, { position, now });
    expect(comesIn(harm, at - 5_000)).to.equal(5_000);
    expect(comesIn(log.first, at - 60_000)).to.equal(60_000);
    expect(comesIn(harm + 1, at)).to.equal(undefined);
    expect(comesIn(log.end, at + 5_000)).to.equal(undefined);
  });

  it("says of bookkeeping that nobody has felt it yet, and names the customer once one does", async () => {
    const { log } = await playOut(await sessionOf({ story: "every-message-twice", without: ["dedup"] }));
    const told = log.entries
      .flatMap(({ kind }, i) => (kind === "committed" || kind === "mail" ? [log.first + i + 1] : []))
      .map((position) => breachAt(log, position, false)?.sentence);
    expect(told.filter((sentence, i) => sentence && told.indexOf(sentence) === i)).to.deep.equal([
      "Without dedup, payments handled charge-settled of #1 twice, and ignored the copy only because the payment is paid; nobody has felt it yet.",
      "Without dedup, Ada is about to get the email on courier-assigned of #1 twice.",
      "Without dedup, Ada got the mail “Marie will deliver your order” twice.",
    ]);
  });
});
