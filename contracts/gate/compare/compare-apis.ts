import type { Snapshot } from "../release/snapshot.ts";
import { type Operation, operationsOf, schemaIn, serversOf } from "../schema/api/api-operations.ts";
import { type Place, same, wholeFile } from "../schema/flatten.ts";
import { breaking, requestChanges, stillAccepted } from "./api-change.ts";
import { type Change, compatible, when } from "./change.ts";
import { compareResponses } from "./compare-responses.ts";
import { added, kept, removed } from "./matched.ts";

/**
 * Changes of the HTTP APIs. An existing client must be able to send the same requests and to read the
 * responses.
 */
export function compareApis(before: Snapshot, after: Snapshot): readonly Change[] {
  const services = [...new Set([...before.apis, ...after.apis].map(({ service }) => service))].sort();
  return services.flatMap((service) => {
    const old = before.apis.find((one) => one.service === service);
    const newer = after.apis.find((one) => one.service === service);
    const clients = `clients of the ${service} API`;
    if (!newer) return old ? [breaking(old, clients, `the ${service} API was removed`)] : [];
    if (!old) return [compatible(newer, `the ${service} API is new`, "No client uses it yet.")];
    if (same(old.schema, newer.schema)) return [];
    return compareApi(wholeFile(old), wholeFile(newer), clients);
  });
}

function compareApi(before: Place, after: Place, clients: string): readonly Change[] {
  const [old, newer] = [operationsOf(before), operationsOf(after)];
  return [
    ...compareServers(before, after, clients),
    ...removed(old, newer).map(({ name, place }) => breaking(place, clients, `${name} was removed`)),
    ...added(old, newer).map(({ name, place }) =>
      compatible(place, `${name} is new`, "No client uses it yet."),
    ),
    ...kept(old, newer).flatMap(([was, is]) => compareOperation(was, is, clients)),
  ];
}

function compareServers(before: Place, after: Place, clients: string): readonly Change[] {
  const [old, newer] = [serversOf(before.schema), serversOf(after.schema)];
  const place = { ...after, pointer: "/servers" };
  return [
    ...old
      .filter((url) => !newer.includes(url))
      .map((url) => breaking(place, clients, `the API is no longer served at ${url}`)),
    ...newer
      .filter((url) => !old.includes(url))
      .map((url) => compatible(place, `the API is also served at ${url}`, "The existing servers remain.")),
  ];
}

function compareOperation(old: Operation, newer: Operation, clients: string): readonly Change[] {
  return [
    ...compareSecurity(old, newer, clients),
    ...compareId(old, newer, clients),
    ...compareParameters(old, newer, clients),
    ...compareBody(old, newer, clients),
    ...compareResponses(old, newer, clients),
  ];
}

// A client presents the same credentials as before; they must still suffice.
function compareSecurity(old: Operation, newer: Operation, clients: string): readonly Change[] {
  const { name, place } = newer;
  const suffices = (presented: ReadonlySet<string>, alternatives: Operation["security"]) =>
    alternatives.some((required) => [...required].every((credential) => presented.has(credential)));
  if (!old.security.every((presented) => suffices(presented, newer.security)))
    return [breaking(place, clients, `${name} requires other credentials than before`)];
  if (newer.security.every((presented) => suffices(presented, old.security))) return [];
  const what = `${name} accepts fewer or other credentials, too`;
  return [compatible(place, what, "The credentials that clients present still suffice.")];
}

function compareId(old: Operation, newer: Operation, clients: string): readonly Change[] {
  const [was, is] = [old.place.schema.operationId, newer.place.schema.operationId];
  if (was === is) return [];
  const { name, place } = newer;
  const pointer = is === undefined ? place.pointer : `${place.pointer}/operationId`;
  const label = (id: unknown) => (id === undefined ? "no operationId" : `the operationId ${id}`);
  const what = `${name} had ${label(was)} and now has ${label(is)}: generated clients name their methods after it`;
  return was === undefined
    ? [compatible({ ...place, pointer }, what, "No generated client depends on an operationId yet.")]
    : [breaking({ ...place, pointer }, clients, what)];
}

function compareParameters(old: Operation, newer: Operation, clients: string): readonly Change[] {
  const names = new Set([...old.parameters.keys(), ...newer.parameters.keys()]);
  return [...names].flatMap((parameter): readonly Change[] => {
    const [was, is] = [old.parameters.get(parameter), newer.parameters.get(parameter)];
    const label = `${newer.name}: the parameter ${parameter}`;
    if (was && !is) return [breaking(was, clients, `${label} was removed`)];
    if (!is) return [];
    const needed = is.schema.required === true;
    if (!was && needed) return [breaking(is, clients, `${label} is new and required`)];
    if (!was) return [compatible(is, `${label} is new and optional`, "Requests without it still work.")];
    const [schemaWas, schemaIs] = [schemaIn(was), schemaIn(is)];
    const wasNeeded = was.schema.required === true;
    return [
      ...when(needed && !wasNeeded, breaking(is, clients, `${label} was optional and is now required`)),
      ...when(
        !needed && wasNeeded,
        compatible(is, `${label} was required and is now optional`, "Requests with it still work."),
      ),
      ...(schemaWas && schemaIs ? requestChanges(schemaWas, schemaIs, label, clients) : []),
    ];
  });
}

function compareBody(old: Operation, newer: Operation, clients: string): readonly Change[] {
  const label = `${newer.name}: the request`;
  const removed = [...old.body.keys()].filter((type) => !newer.body.has(type));
  return [
    ...when(newer.needsBody && !old.needsBody, breaking(newer.place, clients, `${label} now needs a body`)),
    ...when(
      !newer.needsBody && old.needsBody && newer.body.size > 0,
      compatible(newer.place, `${label} no longer needs a body`, stillAccepted),
    ),
    ...removed.map((type) => breaking(newer.place, clients, `${label} is no longer accepted as ${type}`)),
    ...[...newer.body]
      .filter(([type]) => !old.body.has(type))
      .map(([type, place]) => compatible(place, `${label} is also accepted as ${type}`, stillAccepted)),
    ...[...newer.body].flatMap(([type, is]) => {
      const was = old.body.get(type);
      return was ? requestChanges(was, is, label, clients) : [];
    }),
  ];
}
