// One finder for each promise; hence the length.
import { hears, services } from "#contracts/hears.ts";
import type { Message } from "#messaging/message.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { takesEffectAt } from "../timeline/commits.ts";
import {
  byTime,
  causesIn,
  type Hop,
  type Hops,
  hopsOf,
  isCharged,
  learnsOfCancellation,
  messageOf,
  nearby,
  savedBy,
  saves,
  serviceOf,
  wayTo,
} from "../timeline/hops-of.ts";

/** A violation of a promise, and the order that it harmed. */
export interface Violated {
  readonly promise: string;
  readonly violation: string;
  readonly orderId: string;
}

/** The positions on the way from the cause to the harm, each after what led to it. The last one did the harm; empty if no hop is known to. */
export function pathTo(log: NarrativeLog, state: CompanyState, violated: Violated): readonly number[] {
  const hops = hopsOf(log, state, violated.orderId);
  const find = finders.find(([promise]) => promise.test(violated.promise))?.[1] ?? lastHop;
  const ends = find(hops, violated, state);
  const harm = ends.at(-1);
  if (!harm) return [];
  const way = ends.flatMap((end) => wayTo(hops, end));
  const path = new Set([...causesIn(log, hops, harm), ...way]);
  const inOrder = [...path].flatMap((at): Hops => {
    const entry = log.entry(at);
    return entry ? [{ at, entry, since: takesEffectAt(log, at, entry) }] : [];
  });
  return inOrder
    .filter((hop) => byTime(hop, harm) <= 0)
    .sort(byTime)
    .map(({ at }) => at);
}

/** The hops that together are the harm, the one that did it last. What led to each of them is found by following their causes. */
type Finder = (hops: Hops, violated: Violated, state: CompanyState) => readonly Hop[];

const lastHop: Finder = (hops) => inTime(hops.findLast(({ entry }) => entry.kind === "handled"));

const inTime = (...hops: readonly (Hop | undefined)[]): readonly Hop[] =>
  hops.filter((hop) => hop !== undefined).toSorted(byTime);

/** Two charges, or two refunds: with the call between them whose answer was lost. */
const chargedTwice: Finder = (hops, { violation }) => {
  const isRefund = /, ([2-9]|\d\d) refunds/.test(violation);
  const payments = hops.filter(({ entry }) => (isRefund ? entry.kind === "refund" : isCharged(entry)));
  const [first, second] = payments;
  if (!first || !second) return payments;
  const unanswered = hops.filter(
    ({ entry, since }) =>
      entry.kind === "call" &&
      entry.service === "payments" &&
      entry.failed &&
      since > first.since &&
      since < second.since,
  );
  return [first, ...unanswered, second];
};

/** Paid and cancelled: payments learned of it, or was charged, and gave nothing back. Paid, and not ended: what would end it was lost. Paid twice: the second charge. */
const keptMoney: Finder = (hops, violated, state) => {
  const charges = hops.filter(({ entry }) => isCharged(entry));
  const twice = charges.length > 1 ? chargedTwice(hops, violated, state) : [];
  const [charge] = charges;
  const cancelled = hops.find(({ entry }) => saves(entry, "orders", "cancelled"));
  const delivered = hops.find(({ entry }) => saves(entry, "orders", "delivered"));
  if (!cancelled && twice.length > 0) return twice;
  if (!cancelled) return delivered ? inTime(charge, delivered) : lost(hops, violated, state);
  const learned = hops.find(({ entry }) => learnsOfCancellation(entry, "payments"));
  const both = inTime(charge, cancelled, learned);
  const decided = hops.filter(
    ({ entry, since }) =>
      since < (both.at(-1)?.since ?? 0) &&
      savedBy(entry, "payments").some((is) => is === "paid" || is === "expired"),
  );
  return inTime(...twice, ...decided, ...both);
};

/** Cancelled before it was paid, and charged, cooked or carried nevertheless. */
const fulfilled: Finder = (hops, { violation }) => {
  const cancelled = hops.find(({ entry }) => saves(entry, "orders", "cancelled"));
  const [service, isWrong] = /provider|charged/.test(violation)
    ? (["payments", isCharged] as const)
    : /cooked/.test(violation)
      ? (["restaurants", (entry: Entry) => saves(entry, "restaurants", "cooking")] as const)
      : (["couriers", (entry: Entry) => saves(entry, "couriers", "assigned")] as const);
  const learned = hops.find(({ entry }) => learnsOfCancellation(entry, service));
  const decided = hops.find(({ entry }) => saves(entry, "payments", "expired"));
  const wrong = hops.find(({ entry }) => isWrong(entry));
  const ends = inTime(cancelled, decided, learned, wrong);
  // The harm is complete when both have happened: the cancellation, and what it should have prevented.
  return wrong ? ends.filter(({ since }) => since <= Math.max(wrong.since, cancelled?.since ?? 0)) : ends;
};

/** An event that a consumer never handled: the death of its owner, or else the hop that published it. */
const lost: Finder = (hops, violated, state) => {
  const ends = lostIn(hops, violated, state);
  return ends.length === 0 ? lastHop(hops, violated, state) : ends;
};

const lostIn: Finder = (hops, violated, state) => {
  const missed = [...state.events.values()]
    .filter(({ correlationId }) => correlationId === violated.orderId)
    .map((event) => ({ event, by: services.filter((name) => isMissing(state, name, event)) }))
    .find(({ by }) => by.length > 0);
  if (!missed) return [];
  const publisher = hops.find(
    ({ entry }) => entry.kind === "handled" && entry.did.published.some(({ id }) => id === missed.event.id),
  );
  const owners = new Set([publisher && serviceOf(publisher.entry), ...missed.by]);
  const death = hops.find(
    ({ entry, since }) =>
      entry.kind === "killed" && owners.has(entry.service) && since > (publisher?.since ?? 0) - nearby,
  );
  return inTime(publisher, death);
};

/** A message that was parked: what it waited for was lost. */
const parked: Finder = (hops, violated, state) => {
  const [, service] = /^(\S+) parked /.exec(violated.violation) ?? [];
  const end = hops.findLast(({ entry }) => entry.kind === "parked" && entry.service === service);
  return end ? inTime(...lostIn(hops, violated, state), end) : [];
};

const isMissing = ({ services: all }: CompanyState, name: (typeof services)[number], event: Message) =>
  hears[name].some((type) => type === event.type) && !all[name].processed.has(event.id);

/** The same notification, asked for twice and sent twice. */
const sentTwice: Finder = (hops, { violation }) => {
  const [type] = /^\S+/.exec(violation) ?? [];
  const asked = hops.filter(
    ({ entry }) =>
      entry.kind === "handled" && entry.service === "notifications" && entry.message.type === type,
  );
  const again = asked[1];
  if (!again) return asked;
  const mails = hops.flatMap((hop) => (hop.entry.kind === "mail" ? [{ ...hop, mail: hop.entry.mail }] : []));
  const second = mails.find(
    ({ mail, since }) =>
      since > again.since &&
      mails.some((one) => one.since < since && one.mail.notificationId === mail.notificationId),
  );
  const first = mails.find(({ mail }) => mail.notificationId === second?.mail.notificationId);
  return inTime(asked[0], first, again, second);
};

/** The same message, taken twice by one service. */
const handledTwice: Finder = (hops, { violation }) => {
  const [, service, id] = /^(\S+) handled \S+ (\S+) twice/.exec(violation) ?? [];
  const taken = hops.filter(
    ({ entry }) =>
      ["handled", "ignored"].includes(entry.kind) && serviceOf(entry) === service && messageOf(entry) === id,
  );
  if (taken.length > 1) return taken.slice(0, 2);
  const received = hops.findLast(({ entry }) => serviceOf(entry) === service && messageOf(entry) === id);
  return inTime(...taken, received);
};

/** A document that was written over: the hop whose decision is lost, and the one that wrote over it. */
const overwritten: Finder = (hops, { violation }) => {
  const [, collection = "", from, to] = /^(\w+)\/\S+ changed from (\S+) to (\S+)/.exec(violation) ?? [];
  const owner = owners[collection] ?? collection;
  const kept = hops.find(({ entry }) => saves(entry, owner, from));
  const over = hops.find(({ entry, since }) => since > (kept?.since ?? 0) && saves(entry, owner, to));
  return inTime(kept, over);
};

const owners: Readonly<Record<string, string>> = { tickets: "restaurants", deliveries: "couriers" };

/** A message that was handled, and whose publisher never committed it. */
const neverCommitted: Finder = (hops, { violation }) => {
  const [, service, id] = /^(\S+) handled \S+ (\S+),/.exec(violation) ?? [];
  const taken = hops.filter(({ entry }) => serviceOf(entry) === service && messageOf(entry) === id);
  return inTime(taken.find(({ entry }) => entry.kind === "handled") ?? taken[0]);
};

const finders: readonly (readonly [RegExp, Finder])[] = [
  [/one charge/, chargedTwice],
  [/pays the price/, keptMoney],
  [/cancelled before payment/, fulfilled],
  [/delivered or cancelled|handles every event|learns how/, lost],
  [/notification is sent twice/, sentTwice],
  [/handled twice/, handledTwice],
  [/legal status/, overwritten],
  [/never committed/, neverCommitted],
  [/messages are parked/, parked],
];
