import type { Message } from "#messaging/message.ts";
import { notificationIdOf } from "#notifications/notification.ts";
import type { Outgoing } from "#notifications/sender.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { subjectOf } from "../words.ts";
import { takesEffectAt } from "./commits.ts";

/** An entry of the log that is about an order, or about every order, and its position. */
export interface Hop {
  readonly at: number;
  /** The position at which it took effect: that of its commit, if it made one. */
  readonly since: number;
  readonly entry: Entry;
}

/** In the order in which they happened. */
export type Hops = readonly Hop[];

/**
 * What happened to an order until a state of the company, and who was killed meanwhile. A hop that is reported a moment after that
 * state belongs to it if its commit does.
 */
export function hopsOf(log: NarrativeLog, state: CompanyState, orderId: string): Hops {
  const found: Hop[] = [];
  for (let at = log.first; at < state.position; at += 1) {
    const entry = log.entry(at);
    if (!entry) continue;
    const isOwn = subjectOf(entry) === orderId;
    if (isOwn || (entry.kind === "killed" && found.length > 0))
      found.push({ at, entry, since: takesEffectAt(log, at, entry) });
  }
  for (let at = state.position; at < Math.min(log.end, state.position + nearby); at += 1) {
    const entry = log.entry(at);
    if (!entry || subjectOf(entry) !== orderId) continue;
    const since = takesEffectAt(log, at, entry);
    if (since < state.position) found.push({ at, entry, since });
  }
  return found.sort(byTime);
}

/** Causes stand before what they led to, whenever they were reported. */
export const byTime = (a: Hop, b: Hop): number => a.since - b.since || a.at - b.at;

/** What went wrong before a harm: guarantees that are off, servers away, deaths, messages doubled, late or broken. */
export function causesIn(log: NarrativeLog, hops: Hops, harm: Hop): readonly number[] {
  const began = hops[0]?.at ?? 0;
  const lasting = new Map<string, number>();
  for (let at = log.first; at < harm.since; at += 1) {
    const entry = log.entry(at);
    const name = entry && causeName(entry);
    if (name === undefined) continue;
    if (!isEnd(entry)) lasting.set(name, at);
    else if (at < began) lasting.delete(name);
  }
  const deaths = hops.filter(({ entry }) => entry.kind === "killed").map(({ at }) => at);
  return [...lasting.values(), ...deaths];
}

function causeName(entry: Entry): string | undefined {
  switch (entry.kind) {
    case "guarantee":
      return `guarantee ${entry.name}`;
    case "away":
    case "back":
      return `${entry.what} ${entry.what === "database" ? entry.service : ""}`;
    case "doubling":
      return entry.kind;
    case "delaying":
      return `${entry.service} ${entry.event}`;
    default:
      return undefined;
  }
}

/** Whether an entry ends what was broken. */
export const isEnd = (entry: Entry | undefined): boolean =>
  (entry?.kind === "arming" && entry.ends === true) ||
  entry?.kind === "back" ||
  (entry?.kind === "guarantee" && entry.isOn) ||
  (entry?.kind === "doubling" && entry.ends === true) ||
  (entry?.kind === "delaying" && entry.byMs === 0);

/** From a hop back to what began it, cause by cause. */
export function wayTo(hops: Hops, end: Hop): readonly number[] {
  const way: number[] = [];
  for (let hop: Hop | undefined = end; hop && !way.includes(hop.at); hop = causeOf(hops, hop))
    way.push(hop.at);
  return way;
}

/** The hop that led to a hop. Several services handle a message; one of them, or a person, made what followed. */
function causeOf(hops: Hops, effect: Hop): Hop | undefined {
  const { entry } = effect;
  const last = (isIt: (entry: Entry) => boolean) =>
    hops.findLast((hop) => byTime(hop, effect) < 0 && isIt(hop.entry));
  const caller = (name: string) =>
    last((one) => hasCalled(one, name) || (name === "payments.charge" && did(one, "confirms-at-the-bank")));
  if (entry.kind === "mail") return last((one) => asksFor(one, entry.mail)) ?? caller("notifications.send");
  if (entry.kind === "charge" || entry.kind === "refund") return caller(`payments.${entry.kind}`);
  const message = entry.kind === "call" ? entry.cause : "message" in entry ? entry.message : undefined;
  if (!message) return undefined;
  const { id, type } = message;
  return (
    last((before) => before.kind === "handled" && before.did.published.some((event) => event.id === id)) ??
    last((before) => serviceOf(before) === serviceOf(entry) && isCausedBy(message, before)) ??
    last((before) => isCausedBy(message, before)) ??
    last((before) => isAnsweredBy(type, before))
  );
}

const isCausedBy = ({ causationId, id }: Message, before: Entry): boolean =>
  before.kind === "handled" && before.message.id === causationId && causationId !== id;

/** A hop is reported at most this many entries after what it did. */
export const nearby = 40;

/** Whether a message comes from outside, and this is what it reports. */
function isAnsweredBy(type: string, before: Entry): boolean {
  if (/^payments\.(charge-settled|payment-succeeded)/.test(type)) return isCharged(before);
  if (/^payments\.(refund-settled|payment-refunded)/.test(type)) return before.kind === "refund";
  if (type === "orders.place-order") return did(before, "orders");
  return type === "orders.cancel-order" && did(before, "cancels");
}

/** Whether a hop asked for this notification: a batch asks for many, and other services handle the same event. */
export const asksFor = (one: Entry, { channel, notificationId }: Outgoing): boolean =>
  one.kind === "handled" &&
  one.service === "notifications" &&
  notificationIdOf(one.message, channel) === notificationId;

const hasCalled = (entry: Entry, name: string): boolean =>
  entry.kind === "handled" && entry.did.called.some((call) => call.startsWith(name));

const did = (entry: Entry, what: string): boolean => entry.kind === "person" && entry.did.what === what;

/** Whether the provider took the money. */
export const isCharged = (entry: Entry): boolean =>
  entry.kind === "charge" && entry.charge.status === "succeeded";

/** The statuses of the documents that a service saved; empty if it is another service. */
export const savedBy = (entry: Entry, service: string): readonly (string | undefined)[] =>
  entry.kind === "handled" && entry.service === service ? entry.did.saved.map(({ status }) => status) : [];

/** Whether a service saved a document with this status. */
export const saves = (entry: Entry, service: string, status: string | undefined): boolean =>
  savedBy(entry, service).includes(status);

/** Whether a service took the cancellation, whatever it made of it. */
export const learnsOfCancellation = (entry: Entry, service: string): boolean =>
  (entry.kind === "handled" || entry.kind === "ignored") &&
  entry.service === service &&
  entry.message.type.startsWith("orders.order-cancelled.");

/** The service at which something happened; undefined outside them. */
export const serviceOf = (entry: Entry): string | undefined =>
  "service" in entry ? entry.service : undefined;

/** The id of the message that an entry is about; undefined if it is about none. */
export const messageOf = (entry: Entry): string | undefined =>
  "message" in entry ? entry.message?.id : undefined;
