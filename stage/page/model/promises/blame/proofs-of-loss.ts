import { hears, services } from "#contracts/hears.ts";
import type { Message } from "#messaging/message.ts";
import { eventsIn } from "#messaging/outbox-entry.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Entry } from "../../../../narrative/entry.ts";
import { short } from "../../words.ts";
import { type Case, firstFrom, type Proof } from "./proof.ts";

/** An event or a call that was decided, kept out of the commit, and never left. */
export const neverStored: Proof = (one) => {
  for (const { at, entry } of one.commits) {
    const stored = new Set(entry.change.outbox.map(({ id }) => id));
    const dropped = (entry.intended?.outbox ?? []).filter(({ id }) => !stored.has(id));
    const event = eventsIn(dropped).find(({ id }) => !hasArrived(one, at, id) && !isPublished(one, at, id));
    const call = dropped.find(
      (made) => made.kind === "call" && !some(one, at, (next) => isAnswered(next, made.cause.id, made.name)),
    );
    const what = event ? short(event.type) : call?.kind === "call" && `the call ${short(call.name)}`;
    if (!what) continue;
    const isKilled = one.path.some(
      (step) => step.entry.kind === "killed" && step.entry.service === entry.service,
    );
    const how = isKilled ? `the process died before ${what} had left` : `${what} never left`;
    return {
      at,
      why: `${entry.service} committed its decision, and ${how}. Its database had no record that anything was still to be sent.`,
    };
  }
  return undefined;
};

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

const isAnswered = (entry: Entry, cause: string, name: string): boolean =>
  entry.kind === "call" && !entry.failed && entry.cause.id === cause && entry.name === name;
