import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import type { Entry } from "../../narrative/entry.ts";
import { durationText, timeOfDay } from "./words.ts";

type Kind = Entry["kind"];
type OfKind<K extends Kind> = Extract<Entry, { readonly kind: K }>;

/** What an entry of the log means for the company, in one sentence or two. */
export const meaningOf = <K extends Kind>(entry: OfKind<K>): string =>
  (meanings[entry.kind] as (entry: OfKind<K>) => string)(entry);

const deaths = {
  commit:
    "It had decided, and ended before it committed: nothing is stored, and the broker delivers the message again.",
  publish:
    "It had committed, and ended before it published: its events wait in the outbox until it starts again. Without the outbox they are lost.",
} as const;

const meanings: { readonly [K in Kind]: (entry: OfKind<K>) => string } = {
  received: () => "The inbox delivered the message, and keeps it until the service acknowledges it.",
  handled: () =>
    "The reaction decided; what it decided and the id of the message were committed together, or not at all.",
  ignored: () =>
    "The message is fine, and comes too late or for nothing; only its id is stored, so it is looked at once.",
  refused: () =>
    "The request cannot be granted as things are; the person gets this answer, and nothing changes.",
  failed: () => "The service could not answer, through no fault of the person, who may try again.",
  duplicate: () => "Its id is among the handled ones, so the service acknowledges it and does nothing.",
  retried: ({ tier }) =>
    `A copy waits ${tier} in a retry queue and comes back; meanwhile it blocks no other message.`,
  parked: () =>
    "No retry would help: the message waits with its error for a person, and nothing behind it waits.",
  published: ({ again }) =>
    again
      ? "Nobody knew whether the first copy had arrived, so the relay took it from the outbox and published it again."
      : "The relay published the event, and deletes it from the outbox once the broker has confirmed it.",
  timer: ({ lateMs }) =>
    `The service had set this deadline for itself, and now handles it like a message${lateMs > 1_000 ? `, ${durationText(lateMs)} late` : ""}.`,
  call: ({ attempt, failed }) =>
    failed
      ? "The call failed, and its result is unknown; it stays in the outbox, and is made again with the same key."
      : `The call was answered at attempt ${attempt}; the answer comes back as a message.`,
  batch: ({ conflicts }) =>
    `What had arrived was committed together, in one transaction${conflicts > 0 ? "; another instance had been faster with a document, so it was decided anew" : ""}.`,
  waiting: () => "That is not the message's fault: the service keeps it, spends no attempt, and tries again.",
  committed: () => "Documents, handled ids, outbox and timers changed together, or not at all.",
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
  acknowledged: () => "The consumer has committed their effects, so the queue may delete these messages.",
  returned: () => "Their consumer is gone before it acknowledged them, so they wait for another one.",
  left: () =>
    "No consumer acknowledged it here; it goes where the queue sends its dead letters, if anywhere.",
  stuck: () => "Its next queue cannot take it now; the queue keeps it and tries again, so nothing is lost.",
  person: () =>
    "A person did this; the company answers at once, and everything after that happens by events.",
  killed: ({ before }) =>
    before
      ? deaths[before]
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
  away: ({ what }) =>
    what === "provider"
      ? "Calls fail and stay in the outbox, where they wait for it."
      : "Those who need it wait and lose nothing; an outage costs no message an attempt.",
  back: () => "What waited for it goes on by itself.",
  doubling: ({ ends }) =>
    ends
      ? "Copies that are on their way still arrive."
      : "Each consumer must tell by the id that it has handled a message.",
  doubled: () => "Their consumers find them among the handled ones.",
  delaying: ({ byMs }) =>
    byMs === 0
      ? "What is still held back arrives at its time."
      : "Later messages overtake it; each service must come to the same result in any order.",
  delayed: () => "The inbox has delivered it, and later messages overtake it.",
  poisoned: () =>
    "Each of its consumers gets a copy, and can never handle it: each should park its own, and go on with everything else.",
  traffic: ({ perMinute }) =>
    perMinute === 0
      ? "Orders under way go on."
      : "They order by themselves, and some confirm late, or cancel.",
  guarantee: ({ isOn, name }) => {
    const { about = "", prevents = "" } = disabledGuarantees.find((one) => one.name === name) ?? {};
    return isOn ? prevents : `From now on: ${about}`;
  },
  charge: ({ charge }) =>
    charge.status === "succeeded"
      ? "The customer's money is taken; the same key again would return this charge and take nothing."
      : "No money is taken so far; this is what the provider's ledger says of the charge.",
  refund: () => "The customer's money goes back, once for its key.",
  mail: () => "It left the company and cannot be taken back; a copy would have the same Message-ID.",
  begins: () => "The company is open, and nothing is under way.",
  ends: ({ violations }) =>
    violations.length === 0
      ? "Every promise was kept."
      : `Broken: ${violations.length} of what was promised.`,
};
