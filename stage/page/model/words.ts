// One phrase for each kind of entry; hence the length.
import type { Hop } from "#messaging/instance/hops.ts";
import type { Entry, QueueEntry, StoreEntry } from "../../narrative/entry.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import type { CompanyState } from "../../narrative/state.ts";
import { withNames } from "../../narrative/text/ids.ts";
import { callFailureText, notAcceptedText, reasonText, waitingText } from "../../narrative/text/reasons.ts";
import {
  count,
  deedText,
  durationText,
  euros,
  ownedBy,
  short,
  timeOfDay,
  trafficText,
} from "../../narrative/text/words.ts";
import { enqueuedText, queueName, typeAt } from "./queue-words.ts";

export { count, durationText, euros, short, timeOfDay };

/** What an order is called: its label, or the first characters of an id that no order has. */
export const labelOf = (state: CompanyState, orderId: string): string =>
  state.orders.get(orderId)?.label ?? orderId.slice(0, 8);

/** A text that was written for programs, with what orders are called instead of their ids. */
export const withLabels = (state: CompanyState, text: string): string =>
  withNames(text, (id) => labelOf(state, id));

/** The order that an entry is about; undefined if it is about none. */
export function subjectOf(entry: Entry): string | undefined {
  if ("message" in entry && entry.message) return entry.message.correlationId;
  switch (entry.kind) {
    case "call":
      return entry.cause.correlationId;
    case "charge":
      return entry.charge.orderId;
    case "refund":
      return entry.refund.orderId;
    case "mail":
      return entry.mail.orderId;
    case "person":
      return "orderId" in entry.did ? entry.did.orderId : undefined;
    default:
      return undefined;
  }
}

/** What happened, in a few words. */
export function headline(entry: Entry): string {
  const type = "message" in entry && entry.message ? short(entry.message.type) : "a message";
  switch (entry.kind) {
    case "received":
      return `${entry.service} receives ${type}`;
    case "handled":
      return `${entry.service} handles ${type}`;
    case "ignored":
      return `${entry.service} ignores ${type}: ${entry.why}`;
    case "refused":
      return `${entry.service} refuses ${type}: ${entry.why}`;
    case "failed":
      return notAcceptedText(entry);
    case "duplicate":
      return `${entry.service} already handled ${type}: a duplicate`;
    case "retried":
      return `${entry.service} retries ${type} in ${entry.tier}: ${reasonText(entry.why)}`;
    case "parked":
      return `${entry.service} parks ${type}: ${reasonText(entry.why)}`;
    case "published":
      return `${entry.service} publishes ${type}${entry.again ? " again" : ""}`;
    case "timer":
      return `${ownedBy(entry.service, `timer ${type}`)} is due`;
    case "call":
      return `${entry.service} calls ${short(entry.name)}${entry.failed ? `: ${callFailureText(entry.failed)}` : ""}`;
    case "batch":
      return `${entry.service} commits a batch of ${entry.size}`;
    case "waiting":
      return `${entry.service} waits for ${waitingText(entry)}`;
    default:
      return otherHeadline(entry);
  }
}

/** What happened at a position of the log, in a few words: with what the entries before it say. */
export function headlineAt(log: NarrativeLog, at: number, entry: Entry): string {
  return entry.kind === "enqueued" ? enqueuedText(entry, typeAt(log, at, entry)) : headline(entry);
}

function otherHeadline(entry: Exclude<Entry, Hop>): string {
  switch (entry.kind) {
    case "charge":
      return entry.charge.status === "succeeded"
        ? `the provider charges ${euros(entry.charge.amount.amount)}`
        : `the provider answers: ${entry.charge.status}`;
    case "refund":
      return `the provider refunds ${euros(entry.refund.amount.amount)}`;
    case "mail":
      return `${entry.mail.channel === "push" ? "a push message" : `an ${entry.mail.channel}`} to ${entry.mail.name}: ${entry.mail.subject}`;
    case "person":
      return entry.did.what === "orders"
        ? `${entry.who} places an order`
        : `${entry.who} ${deedText(entry.did)}`;
    case "begins":
    case "ends":
      return `the story ${entry.kind}`;
    case "killed":
    case "started":
    case "stopped":
      return `${entry.service}#${entry.instance} is ${entry.kind}${entry.before ? worstMoments[entry.before] : ""}`;
    case "arming":
      return `${entry.service}#${entry.instance} is ${entry.ends ? "no longer " : ""}to be killed${worstMoments[entry.before]}`;
    case "away":
    case "back":
      return `${entry.what === "database" ? ownedBy(entry.service, "database") : `the ${entry.what}`} is ${entry.kind}`;
    case "guarantee":
      return `${entry.name} is switched ${entry.isOn ? "on" : "off"}`;
    case "doubling":
      return `from now on every message is published ${entry.ends ? "once again" : "twice"}`;
    case "delaying": {
      const late = entry.byMs === 0 ? "on time again" : `${durationText(entry.byMs)} late`;
      return `from now on ${eventName(entry.event)} reaches ${entry.service} ${late}`;
    }
    case "delayed":
      return `${short(entry.event)} is held back: it reaches ${entry.service} ${durationText(entry.byMs)} late`;
    case "traffic":
      return trafficText(entry.perMinute);
    case "poisoned":
      return `a faulty publisher sends an unreadable ${short(entry.type)}`;
    default:
      return quietHeadline(entry);
  }
}

type Quiet = StoreEntry | QueueEntry | Extract<Entry, { readonly kind: "doubled" | "orders-refused" }>;

/** What no person would tell: the work of databases and queues. */
function quietHeadline(entry: Quiet): string {
  switch (entry.kind) {
    case "committed":
      return `${ownedBy(entry.service, "database")} commits`;
    case "settled":
      return `${ownedBy(entry.service, "database")} deletes what is done`;
    case "reduced":
      return `${ownedBy(entry.service, "outbox")} keeps what was not confirmed`;
    case "postponed":
      return `${entry.service} will call again`;
    case "leased":
      return `${entry.service}#${entry.instance} leases ${count(entry.ids.length, "entry")}`;
    case "enqueued":
      return enqueuedText(entry);
    case "delivered":
      return `${queueName(entry.queue)} delivers a message`;
    case "acknowledged":
      return `${queueName(entry.queue)} forgets ${count(entry.positions.length, "acknowledged message")}`;
    case "returned":
      return `${queueName(entry.queue)} takes back ${count(entry.positions.length, "message")}`;
    case "left":
      return `a message leaves ${queueName(entry.queue)}: ${leavings[entry.why]}`;
    case "stuck":
      return `${queueName(entry.queue)} keeps a message that it cannot pass on`;
    case "orders-refused":
      return `${count(entry.count, "order")} ${entry.count === 1 ? "is" : "are"} refused`;
    case "doubled":
      return `the broker gets ${count(entry.messageIds.length, "message")} again`;
  }
}

const leavings = {
  expired: "its time is over",
  "delivery-limit": "it was delivered too often",
  full: "the queue is full",
  removed: "it was removed",
} as const;

const worstMoments = {
  commit: " before it commits",
  publish: " between commit and publish",
} as const;

const eventName = (event: string): string => (event === "all" ? "every message" : short(event));

const notable: ReadonlySet<Entry["kind"]> = new Set([
  "handled",
  "ignored",
  "refused",
  "failed",
  "duplicate",
  "retried",
  "parked",
  "published",
  "charge",
  "refund",
  "mail",
  "person",
  "arming",
  "killed",
  "started",
  "stopped",
  "away",
  "back",
  "doubling",
  "delaying",
  "delayed",
  "poisoned",
  "traffic",
  "guarantee",
] as const);

/** Whether a step stops at an entry: something that a person would tell. */
export const isNotable = ({ kind }: Entry): boolean => notable.has(kind);
