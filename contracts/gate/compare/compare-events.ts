import { unversioned } from "../../generator/contracts.ts";
import { consumersOf, type EventSchema, type Snapshot } from "../release/snapshot.ts";
import type { Difference } from "../schema/difference.ts";
import { differences } from "../schema/differences.ts";
import { canonical, wholeFile } from "../schema/flatten.ts";
import { subjectKeyword } from "../schema/vocabulary.ts";
import { breaksWhom } from "./breaks-whom.ts";
import { breakingFor, type Change, compatible, joinNames, when } from "./change.ts";
import { reliantsOn } from "./reliance.ts";
import { newVersion, remedyFor } from "./remedies.ts";

const breaksConsumers = breakingFor("consumers");

/** Changes of events, and the services they break. */
export function compareEvents(before: Snapshot, after: Snapshot): readonly Change[] {
  const types = [...new Set([...before.events, ...after.events].map(({ type }) => type))].sort();
  return types.flatMap((type) => {
    const old = before.events.find((one) => one.type === type);
    const newer = after.events.find((one) => one.type === type);
    if (old && newer) return compareEvent(before, after, old, newer);
    if (old) return [removedEvent(before, after, old)];
    return newer ? [newEvent(newer)] : [];
  });
}

function newEvent({ file, type }: EventSchema): Change {
  return compatible({ file }, `${type} is new`, "No service consumes it yet.");
}

function removedEvent(before: Snapshot, after: Snapshot, { file, type, schema }: EventSchema): Change {
  const consumers = consumersOf(before, type);
  const twin = after.events.find(
    (one) => !before.events.some(({ type }) => type === one.type) && sameFields(one.schema, schema),
  );
  const what = twin ? `${type} was renamed to ${twin.type}: its routing key changed` : `${type} was removed`;
  if (consumers.length === 0) return compatible({ file }, what, `In ${before.name}, no service consumed it.`);
  const waiting = consumers.filter((one) => !consumesAnotherVersion(one, type, before, after));
  if (waiting.length === 0) {
    return compatible(
      { file },
      what,
      `In ${before.name}, ${joinNames(consumers)} also consumed another version of it.`,
    );
  }
  return breaksConsumers({ file }, waiting, {
    what,
    consequence: `${joinNames(waiting)} of ${before.name} wait for ${type} and never get it.`,
    remedy: twin
      ? `Publish both ${type} and ${twin.type} until no service consumes the old one.`
      : `Keep publishing it. Remove it after every consumer has moved to another event and has been released.`,
  });
}

// A service that consumes two versions of an event needs only one.
function consumesAnotherVersion(consumer: string, type: string, before: Snapshot, after: Snapshot): boolean {
  return after.events.some(
    (one) =>
      one.type !== type &&
      unversioned(one.type) === unversioned(type) &&
      consumersOf(before, one.type).includes(consumer),
  );
}

const sameFields = (one: EventSchema["schema"], other: EventSchema["schema"]) =>
  canonical([one.properties, one.required]) === canonical([other.properties, other.required]);

function compareEvent(
  before: Snapshot,
  after: Snapshot,
  old: EventSchema,
  newer: EventSchema,
): readonly Change[] {
  return [
    ...subjectChange(before, old, newer),
    ...exchangeChange(before, after, newer),
    ...differences(wholeFile(old), wholeFile(newer)).map((difference) =>
      impactOf(before, after, newer, difference),
    ),
  ];
}

function impactOf(before: Snapshot, after: Snapshot, event: EventSchema, difference: Difference): Change {
  const { file, type, service } = event;
  const { what, pointer, path, kind } = difference;
  const breaks = breaksWhom(difference);
  if (breaks.length === 0) return compatible({ file, pointer }, what, "Existing consumers ignore it.");
  const consumers = consumersOf(before, type);
  const reliants = reliantsOn([...before.expectations, ...after.expectations], type, path);
  const newly = difference.wider && kind !== "removed" && !difference.meaning;
  return {
    file,
    pointer,
    what,
    breaks,
    affected: [...new Set([...when(difference.narrower, service), ...consumers])],
    consequences: [
      ...when(
        difference.meaning === true,
        `${joinNames(consumers)} would read the new values as if they were the old ones, and no error would show it.`,
      ),
      ...when(
        difference.wider,
        `${joinNames(consumers)} of ${before.name} park ${newly ? "every message that uses this" : "every message without it"}: they validate messages against the schema they know.`,
      ),
      ...reliants.map(({ consumer, why }) => `${consumer} relies on ${path || "it"}: "${why}"`),
      ...when(
        difference.narrower,
        `Messages from ${service} of ${before.name}, and messages in flight, do not match the new schema: ${joinNames(consumers)} would park them.`,
      ),
    ],
    remedy: remedyFor(kind, type),
  };
}

function subjectChange(before: Snapshot, old: EventSchema, newer: EventSchema): readonly Change[] {
  const [was, is] = [old.schema[subjectKeyword], newer.schema[subjectKeyword]];
  if (was === is) return [];
  const consumers = consumersOf(before, newer.type);
  return [
    breaksConsumers({ ...newer, pointer: `/${subjectKeyword}` }, consumers, {
      what: `the subject of ${newer.type} changed from ${String(was)} to ${String(is)}`,
      consequence: `${joinNames(consumers)}, traces and logs would attribute the event to the wrong subject.`,
      remedy: `Keep the subject. ${newVersion(newer.type)}`,
    }),
  ];
}

function exchangeChange(before: Snapshot, after: Snapshot, { file, type }: EventSchema): readonly Change[] {
  if (!leftItsExchange(type, before, after)) return [];
  const [was, is] = [before, after].map(({ exchanges }) => joinNames(exchanges.get(type) ?? []));
  const consumers = consumersOf(before, type);
  return [
    breaksConsumers({ file }, consumers, {
      what: `${type} moved from the exchange ${was} to ${is}`,
      consequence: `The queues of ${joinNames(consumers)} of ${before.name} are bound to ${was}: they no longer get the event.`,
      remedy: `Keep publishing it to ${was}. ${newVersion(type)}`,
    }),
  ];
}

/** Whether an event goes only through exchanges that it did not use before. */
export function leftItsExchange(type: string, before: Snapshot, after: Snapshot): boolean {
  const [was, is] = [before.exchanges.get(type), after.exchanges.get(type)];
  return was !== undefined && is !== undefined && !was.some((one) => is.includes(one));
}
