import { type EventSchema, hearersOf, type Tree } from "../release/snapshot.ts";
import type { Difference } from "../schema/difference.ts";
import { differences } from "../schema/differences.ts";
import { canonical, wholeFile } from "../schema/flatten.ts";
import { subjectKeyword } from "../schema/vocabulary.ts";
import { type Broken, type Change, harmless, inWords } from "./change.ts";
import { reliantsOn } from "./reliance.ts";
import { newVersion, wayOut } from "./remedies.ts";

/** What changed in the events, and whom that breaks. */
export function compareEvents(before: Tree, after: Tree): readonly Change[] {
  const types = [...new Set([...before.events, ...after.events].map(({ type }) => type))].sort();
  return types.flatMap((type) => {
    const old = before.events.find((one) => one.type === type);
    const young = after.events.find((one) => one.type === type);
    if (old && young) return compareEvent(before, after, old, young);
    if (old) return [goneEvent(before, after, old)];
    return young ? [newEvent(young)] : [];
  });
}

function newEvent({ file, type }: EventSchema): Change {
  return harmless(file, "", `${type} is new`, "Nobody hears it who did not ask for it.");
}

function goneEvent(before: Tree, after: Tree, { file, type, schema }: EventSchema): Change {
  const hearers = hearersOf(before, type);
  const twin = after.events.find(
    (one) => !before.events.some(({ type }) => type === one.type) && sameFields(one.schema, schema),
  );
  const what = twin ? `${type} was renamed to ${twin.type}: its routing key changed` : `${type} was removed`;
  if (hearers.length === 0) return harmless(file, "", what, `In ${before.name}, nobody heard it any more.`);
  const waiting = hearers.filter((one) => !hearsAnother(one, type, before, after));
  if (waiting.length === 0) {
    return harmless(
      file,
      "",
      what,
      `In ${before.name}, ${inWords(hearers)} heard another version of it, too.`,
    );
  }
  return {
    file,
    pointer: "",
    what,
    breaks: ["consumers"],
    who: waiting,
    consequences: [`${inWords(waiting)} of ${before.name} wait for ${type} and hear nothing.`],
    wayOut: twin
      ? `Publish both ${type} and ${twin.type} until nobody hears the old one.`
      : `Publish it on. First all who hear it move to something else and are released; then it can go.`,
  };
}

// Who hears two versions of an event does with either.
function hearsAnother(hearer: string, type: string, before: Tree, after: Tree): boolean {
  const nameOf = (one: string) => one.replace(/\.v\d+$/, "");
  return after.events.some(
    (one) =>
      one.type !== type && nameOf(one.type) === nameOf(type) && hearersOf(before, one.type).includes(hearer),
  );
}

const sameFields = (one: EventSchema["schema"], other: EventSchema["schema"]) =>
  canonical([one.properties, one.required]) === canonical([other.properties, other.required]);

function compareEvent(before: Tree, after: Tree, old: EventSchema, young: EventSchema): readonly Change[] {
  return [
    ...otherSubject(before, old, young),
    ...otherExchange(before, after, young),
    ...differences(wholeFile(old.file, old.schema), wholeFile(young.file, young.schema)).map((difference) =>
      judged(before, after, young, difference),
    ),
  ];
}

function judged(before: Tree, after: Tree, event: EventSchema, difference: Difference): Change {
  const { file, type, service } = event;
  const { what, pointer, path, kind } = difference;
  const breaks: Broken[] = [
    ...(difference.wider || difference.meaning ? ["consumers" as const] : []),
    ...(difference.narrower ? ["producers" as const] : []),
  ];
  if (breaks.length === 0) return harmless(file, pointer, what, "Who does not know it reads on as before.");
  const hearers = hearersOf(before, type);
  const reliants = reliantsOn([...before.expectations, ...after.expectations], type, path);
  const newly = difference.wider && kind !== "removed" && !difference.meaning;
  return {
    file,
    pointer,
    what,
    breaks,
    who: [...new Set([...(breaks.includes("producers") ? [service] : []), ...hearers])],
    consequences: [
      ...(difference.meaning
        ? [`${inWords(hearers)} would take the new values for the old ones, and nobody would notice.`]
        : []),
      ...(difference.wider
        ? [
            `${inWords(hearers)} of ${before.name} park ${newly ? "what was not allowed before" : "a message that is without it"}: they check messages by the schema that they know.`,
          ]
        : []),
      ...reliants.map(({ consumer, why }) => `${consumer} relies on ${path || "it"}: "${why}"`),
      ...(difference.narrower
        ? [
            `${service} of ${before.name}, and messages that are under way, do not fit the new schema: ${inWords(hearers)} would park them.`,
          ]
        : []),
    ],
    wayOut: wayOut(kind, type),
  };
}

function otherSubject(before: Tree, old: EventSchema, young: EventSchema): readonly Change[] {
  const [was, is] = [old.schema[subjectKeyword], young.schema[subjectKeyword]];
  if (was === is) return [];
  const hearers = hearersOf(before, young.type);
  return [
    {
      file: young.file,
      pointer: `/${subjectKeyword}`,
      what: `the subject of ${young.type} was ${String(was)} and is ${String(is)}`,
      breaks: ["consumers"],
      who: hearers,
      consequences: [
        `${inWords(hearers)} would file it under the wrong thing, and so would traces and logs.`,
      ],
      wayOut: `Keep the subject. ${newVersion(young.type)}`,
    },
  ];
}

function otherExchange(before: Tree, after: Tree, { file, type }: EventSchema): readonly Change[] {
  if (!leftItsExchange(type, before, after)) return [];
  const [was, is] = [before, after].map(({ exchanges }) => inWords(exchanges.get(type) ?? []));
  const hearers = hearersOf(before, type);
  return [
    {
      file,
      pointer: "",
      what: `${type} went to the exchange ${was} and goes to ${is}`,
      breaks: ["consumers"],
      who: hearers,
      consequences: [
        `The queues of ${inWords(hearers)} of ${before.name} are bound to ${was}: they hear nothing.`,
      ],
      wayOut: `Leave it on ${was}. ${newVersion(type)}`,
    },
  ];
}

/** Whether an event goes through other exchanges than before only. */
export function leftItsExchange(type: string, before: Tree, after: Tree): boolean {
  const [was, is] = [before.exchanges.get(type), after.exchanges.get(type)];
  return was !== undefined && is !== undefined && !was.some((one) => is.includes(one));
}
