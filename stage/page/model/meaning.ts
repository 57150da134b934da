import type { ParkReason } from "#messaging/errors.ts";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import type { Entry } from "../../narrative/entry.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { listed } from "../../narrative/text/words.ts";
import { type Seen, seenAt } from "./seen-at.ts";
import { durationText, timeOfDay } from "./words.ts";

type Kind = Entry["kind"];
type OfKind<K extends Kind> = Extract<Entry, { readonly kind: K }>;

/** What an entry of the log means for the company, in one sentence or two: with the guarantees that were on then. */
export const meaningOf = <K extends Kind>(log: NarrativeLog, at: number, entry: OfKind<K>): string =>
  (meanings[entry.kind] as (entry: OfKind<K>, seen: Seen) => string)(entry, seenAt(log, at, entry));

const meanings: { readonly [K in Kind]: (entry: OfKind<K>, seen: Seen) => string } = {
  received: () => "The inbox delivered the message, and keeps it until the service acknowledges it.",
  handled: (_, { isCopy, without }) => {
    if (!without.has("dedup"))
      return isCopy
        ? `${unrecorded}, so the reaction decided again. Now what it decided and the id of the message were committed together.`
        : "The reaction decided; what it decided and the id of the message were committed together, or not at all.";
    return isCopy
      ? `${unrecognized}: the reaction decided again, and what it decided was committed once more.`
      : "The reaction decided, and what it decided was committed together. Without dedup, a copy of the message would take effect again.";
  },
  ignored: ({ why }, { isCopy, without }) => {
    if (!without.has("dedup"))
      return isCopy
        ? `${unrecorded}, so the service looked at it again. Its id is stored now, by which a copy is recognized.`
        : "The message is fine, and comes too late or for nothing; only its id is stored, by which a copy is recognized.";
    return isCopy
      ? `${unrecognized}: the service looked at it again. It has no effect only because of the document that it found: ${why}.`
      : "The message is fine, and comes too late or for nothing. Without dedup, a copy of it would be looked at again.";
  },
  refused: () =>
    "The request cannot be granted as things are; the person gets this answer, and nothing changes.",
  failed: () => "The service could not answer, through no fault of the person, who may try again.",
  duplicate: (_, { tellers, without }) => {
    if (without.has("dedup"))
      return "Both were in one batch, which is compared in memory; without dedup, a later copy is not recognized.";
    return tellers
      ? `No fault: the provider answers the call, and its webhook says the same. The ${tellers.first} came first. Both have one id, which is among the handled ones, so the service does nothing.`
      : "Its id is among the handled ones, so the service does nothing.";
  },
  retried: ({ tier }) =>
    `A copy waits ${tier} in a retry queue and comes back; meanwhile it blocks no other message.`,
  parked: ({ reason }) =>
    `${whyParked(reason)}: the message waits with its error for a person, who sends it back or drops it (npm run parked). Nothing behind it waits.`,
  published: ({ again }, { without }) => {
    if (again)
      return "Nobody knew whether the first copy had arrived, so the relay took it from the outbox and published it again.";
    if (without.has("outbox"))
      return "The relay published the event from memory; without the outbox, no database knew of it.";
    return without.has("publisher-confirms")
      ? "The relay sent the event and deletes it from the outbox; without publisher-confirms, it may not have arrived."
      : "The relay published the event, and deletes it from the outbox once the broker has confirmed it.";
  },
  timer: ({ lateMs }) =>
    `The service had set this deadline for itself, and now handles it like a message${lateMs > 1_000 ? `, ${durationText(lateMs)} late` : ""}.`,
  call: ({ attempt, failed }, { without }) =>
    failed
      ? `The call failed, and its result is unknown; ${afterFailure(without)}.`
      : `The call was answered at attempt ${attempt}; the answer comes back as a message.`,
  batch: ({ conflicts }) =>
    `What had arrived was committed together, in one transaction${conflicts > 0 ? "; another instance had been faster with a document, so it was decided anew" : ""}.`,
  waiting: () => "That is not the message's fault: the service keeps it, spends no attempt, and tries again.",
  committed: (_, { isLate, without }) =>
    `${isLate ? "The write was under way when the instance was killed, and the database made it all the same. " : ""}${listed.format(["Documents", ...(without.has("dedup") ? [] : ["handled ids"]), ...(without.has("outbox") ? [] : ["outbox"]), "timers"])} changed together, or not at all.`,
  settled: () => "What was published, answered or due is done, and leaves the outbox or the timers.",
  reduced: () =>
    "Some events of this entry were confirmed; those that were not stay, and are published again.",
  postponed: ({ attempts, until }) =>
    `After ${attempts === 1 ? "a failed attempt" : `${attempts} failed attempts`} the call waits until ${timeOfDay(until)}.`,
  leased: ({ until }) =>
    `Until ${timeOfDay(until)} no other instance works on these; if this one dies, another takes over after that.`,
  enqueued: () => "The queue has stored the message; it stays until it is acknowledged.",
  delivered: () =>
    "The consumer has the message; if it dies before it acknowledges, the queue delivers it again.",
  acknowledged: (_, { without }) =>
    without.has("late-acknowledgement")
      ? "The queue deletes these messages now; without late-acknowledgement, their effects are not committed yet."
      : "The consumer has committed their effects, so the queue may delete these messages.",
  returned: () => "Their consumer is gone before it acknowledged them, so they wait for another one.",
  left: () =>
    "No consumer acknowledged it here; it goes where the queue sends its dead letters, if anywhere.",
  stuck: () => "Its next queue cannot take it now; the queue keeps it and tries again, so nothing is lost.",
  person: () =>
    "A person did this; the company answers at once, and everything after that happens by events.",
  killed: ({ before }, { without }) =>
    before
      ? deathText(before, without)
      : "The process ended at once, as by SIGKILL; what it had not acknowledged, the broker delivers again.",
  started: () =>
    "The instance runs, takes messages from its inbox, and publishes what its outbox still holds.",
  stopped: () => "The instance finished what it had begun, and ended.",
  arming: ({ before, ends }) =>
    ends
      ? "It goes on as usual."
      : before === "publish"
        ? "It will die with its next event committed and not yet published: the moment for which there is an outbox."
        : "It will die with its next decision made and not yet committed: the moment for which it acknowledges last.",
  away: ({ what }, { without }) => {
    if (what === "provider")
      return without.has("outbox")
        ? "Calls fail; without the outbox, nothing is stored that would make them again."
        : "Calls fail and stay in the outbox, where they wait for it.";
    if (what === "database")
      return "Messages wait in the inbox, and the outage costs them no attempt. A request is not accepted, and may be sent again.";
    return without.has("publisher-confirms")
      ? "Those who need it wait; what is published meanwhile is lost, because without publisher-confirms nobody notices."
      : "Those who need it wait and lose nothing; an outage costs no message an attempt.";
  },
  back: () => "What waited for it goes on by itself.",
  doubling: ({ ends }, { without }) => {
    if (ends) return "Copies that are on their way still arrive.";
    return without.has("dedup")
      ? "Without dedup, no consumer can tell a copy from a new message."
      : "Each consumer must tell by the id that it has handled a message.";
  },
  doubled: (_, { without }) =>
    without.has("dedup")
      ? "Without dedup, their consumers cannot tell them from new messages."
      : "Their consumers find them among the handled ones.",
  delaying: ({ byMs }) =>
    byMs === 0
      ? "What is still held back arrives at its time."
      : "Later messages overtake it; each service must come to the same result in any order.",
  delayed: () => "The inbox has delivered it, and later messages overtake it.",
  poisoned: () =>
    "Each of its consumers gets a copy, and can never handle it: each should park its own, and go on with everything else.",
  "orders-refused": () =>
    "Each customer was told that the order was not accepted: no instance was running, the database was away, or too many orders came at once.",
  traffic: ({ perMinute }) =>
    perMinute === 0
      ? "Orders under way go on."
      : "They order by themselves, and some confirm late, or cancel.",
  guarantee: ({ isOn, name }) => {
    const { about = "", prevents = "" } = disabledGuarantees.find((one) => one.name === name) ?? {};
    return isOn ? prevents : `From now on: ${about}`;
  },
  charge: ({ charge }, { without }) =>
    charge.status === "succeeded"
      ? `The customer's money is taken; ${
          without.has("idempotency-key")
            ? "without idempotency-key, another attempt has another key, and takes it again."
            : "the same key again would return this charge and take nothing."
        }`
      : "No money is taken so far; this is what the provider's ledger says of the charge.",
  refund: () => "The customer's money goes back, once for its key.",
  mail: () => "It left the company and cannot be taken back; a copy would have the same Message-ID.",
  begins: () => "The company is open, and nothing is under way.",
  ends: ({ violations }) =>
    violations.length === 0
      ? "Every promise was kept."
      : `Broken: ${violations.length} of what was promised.`,
};

const unrecorded = "A copy, and nothing was recorded of the first, which came while dedup was off";
const unrecognized = "A copy, and without dedup nothing tells it from a new message";

type Without = Seen["without"];

function afterFailure(without: Without): string {
  if (without.has("outbox")) return "without the outbox, nothing is stored that would make it again";
  return without.has("idempotency-key")
    ? "it stays in the outbox, and is made again with a new key: without idempotency-key, that is another call"
    : "it stays in the outbox, and is made again with the same key";
}

function deathText(before: "commit" | "publish", without: Without): string {
  if (before === "commit")
    return `It had decided, and ended before it committed: nothing is stored, and ${
      without.has("late-acknowledgement")
        ? "without late-acknowledgement the broker has already deleted the message."
        : "the broker delivers the message again."
    }`;
  return `It had committed, and ended before it published: ${
    without.has("outbox")
      ? "without the outbox, its events were only in memory, and are lost."
      : "its events wait in the outbox until it starts again."
  }`;
}

function whyParked(reason: ParkReason): string {
  if (reason === "retries-exhausted") return "No retry has helped, and the last tier is behind it";
  if (reason === "kills-its-consumer") return "Two processes ended while they handled it, and nothing else";
  return "No retry would help";
}
