import { hears, services } from "#contracts/hears.ts";
import type { Message } from "#messaging/message.ts";
import { eventsIn, type OutboxEntry } from "#messaging/outbox-entry.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Entry } from "../../../../narrative/entry.ts";
import { short } from "../../words.ts";
import { type Case, firstFrom, type Proof } from "./proof.ts";

/** An event or a call that was decided, kept out of the commit, and never left; or a call whose response was never stored. */
export const neverStored: Proof = (one) => {
  for (const { at, entry } of one.commits) {
    const stored = new Set(entry.change.outbox.map(({ id }) => id));
    const dropped = (entry.intended?.outbox ?? []).filter(({ id }) => !stored.has(id));
    const event = eventsIn(dropped).find(({ id }) => !hasArrived(one, at, id) && !isPublished(one, at, id));
    const call = dropped.find(
      (made): made is OutboxCall => made.kind === "call" && !some(one, at, (next) => answers(next, made)),
    );
    const isKilled = one.path.some(
      (step) => step.entry.kind === "killed" && step.entry.service === entry.service,
    );
    // Money is moved by calls: an event that was lost beside one did not keep it.
    const why =
      call && (!event || isAboutMoney(one))
        ? lostCall(one, at, { service: entry.service, call, isKilled })
        : event && neverLeft({ service: entry.service, what: short(event.type), isKilled });
    if (why) return { at, why };
  }
  return undefined;
};

type OutboxCall = Extract<OutboxEntry, { readonly kind: "call" }>;

interface Loss {
  readonly service: string;
  readonly isKilled: boolean;
}

const isAboutMoney = ({ promise }: Case): boolean => /pays the price/.test(promise);

const neverLeft = ({ isKilled, service, what }: Loss & { readonly what: string }): string =>
  `${service} committed its decision, and ${isKilled ? `the process died before ${what} had left` : `${what} never left`}. Its database had no record that anything was still to be sent.`;

/** The provider can have done what it was asked, although the service never stored its response. */
function lostCall(one: Case, from: number, { call, ...loss }: Loss & { readonly call: OutboxCall }): string {
  const what = `the call ${short(call.name)}`;
  if (!some(one, from, (next) => isDone(next, call))) return neverLeft({ ...loss, what });
  const how = loss.isKilled ? "the process died before it stored the response" : "the response was lost";
  return `${loss.service} called the provider to ${short(call.name)}, and ${how}. Its database had no record of the call, so no process repeated it.`;
}

/** Whether the provider did what a call asks for. */
const isDone = (entry: Entry, { cause, name }: OutboxCall): boolean =>
  (entry.kind === "charge" && name === "payments.charge" && entry.charge.orderId === cause.subject) ||
  (entry.kind === "refund" && name === "payments.refund" && entry.refund.orderId === cause.subject);

/** An event that was stored, counted as published, and never reached the broker. */
export const neverConfirmed: Proof = (one) => {
  for (const { at, entry } of one.commits) {
    const left = one.state.services[entry.service as (typeof services)[number]].outbox;
    for (const stored of (entry.intended ?? entry.change).outbox) {
      if (stored.kind !== "events" || left.has(stored.id)) continue;
      const event = stored.messages.find(({ id }) => !hasArrived(one, at, id));
      const gone = event && firstFrom(one, at, (next) => isGone(next, stored.id, event.id));
      if (!event || gone === undefined) continue;
      const isAway = one.path.some((step) => step.entry.kind === "away" && step.entry.what === "broker");
      const how = isAway ? "was sent while the broker was away" : "was sent, and did not reach the broker";
      return {
        at: gone,
        why: `${short(event.type)} ${how}, and counted as published. The outbox deleted it, and there was no other copy.`,
      };
    }
  }
  return undefined;
};

const isGone = (entry: Entry, stored: string, event: string): boolean =>
  (entry.kind === "settled" && entry.ids.includes(stored)) ||
  (entry.kind === "published" && entry.message.id === event);

/** A message that was acknowledged, and that its consumer never handled. */
export const acknowledgedEarly: Proof = (one) => {
  for (const { entry } of one.commits) {
    for (const event of eventsIn((entry.intended ?? entry.change).outbox)) {
      for (const name of services) {
        if (!isMissing(one, name, event)) continue;
        const at = acknowledgedAt(one, queuesOf(name).inbox, event.id);
        if (at === undefined) continue;
        const isKilled = one.path.some((step) => step.entry.kind === "killed" && step.entry.service === name);
        const how = isKilled ? "the process died before it committed" : "nothing was committed";
        return {
          at,
          why: `${name} acknowledged ${short(event.type)} on arrival, and ${how}. The broker had deleted the message, and the service had stored nothing.`,
        };
      }
    }
  }
  return undefined;
};

const isMissing = ({ state }: Case, name: (typeof services)[number], { id, type }: Message): boolean =>
  hears[name].some((heard) => heard === type) && !state.services[name].processed.has(id);

function acknowledgedAt(one: Case, queue: string, messageId: string): number | undefined {
  const places = new Set<number>();
  return firstFrom(one, one.log.first, (entry) => {
    if (entry.kind === "enqueued" && entry.queue === queue && entry.messageId === messageId)
      places.add(entry.position);
    return (
      entry.kind === "acknowledged" && entry.queue === queue && entry.positions.some((at) => places.has(at))
    );
  });
}

const some = (one: Case, from: number, isIt: (entry: Entry) => boolean): boolean =>
  firstFrom(one, from, isIt) !== undefined;

/** Whether an event reached a queue. */
const hasArrived = (one: Case, from: number, id: string): boolean =>
  some(one, from, (entry) => entry.kind === "enqueued" && entry.messageId === id);

const isPublished = (one: Case, from: number, id: string): boolean =>
  some(one, from, (entry) => entry.kind === "published" && entry.message.id === id);

/** Whether the response to a call came, or a webhook that says the same. */
const answers = (entry: Entry, { cause, name }: OutboxCall): boolean =>
  (entry.kind === "call" && !entry.failed && entry.cause.id === cause.id && entry.name === name) ||
  (entry.kind === "handled" &&
    entry.message.type === `${name}-settled` &&
    entry.message.subject === cause.subject);
