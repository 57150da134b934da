import type { Tree } from "../release/snapshot.ts";
import {
  type Operation,
  operationsOf,
  type Response,
  schemaIn,
  serversOf,
} from "../schema/api-operations.ts";
import type { Difference } from "../schema/difference.ts";
import { differences } from "../schema/differences.ts";
import { type Place, same, wholeFile } from "../schema/flatten.ts";
import { type Change, harmless } from "./change.ts";

/** What changed in the HTTP APIs. Who asks must be able to ask as before, and to read the answer as before. */
export function compareApis(before: Tree, after: Tree): readonly Change[] {
  const services = [...new Set([...before.apis, ...after.apis].map(({ service }) => service))].sort();
  return services.flatMap((service) => {
    const old = before.apis.find((one) => one.service === service);
    const young = after.apis.find((one) => one.service === service);
    const clients = `clients of the ${service} API`;
    if (!young)
      return old ? [broken(wholeFile(old.file, old.schema), clients, `the ${service} API was removed`)] : [];
    if (!old) return [harmless(young.file, "", `the ${service} API is new`, "Nobody asks it yet.")];
    if (same(old.schema, young.schema)) return [];
    return compareApi(wholeFile(old.file, old.schema), wholeFile(young.file, young.schema), clients);
  });
}

function compareApi(before: Place, after: Place, clients: string): readonly Change[] {
  const [old, young] = [operationsOf(before), operationsOf(after)];
  const gone = [...old.values()]
    .filter(({ name }) => !young.has(name))
    .map(({ name, place }) => broken(place, clients, `${name} was removed`));
  const come = [...young.values()]
    .filter(({ name }) => !old.has(name))
    .map(({ name, place }) =>
      harmless(place.file, place.pointer, `${name} is new`, "Nobody asks for it yet."),
    );
  const kept = [...old.values()].flatMap((one) => {
    const now = young.get(one.name);
    return now ? compareOperation(one, now, clients) : [];
  });
  return [...compareServers(before, after, clients), ...gone, ...come, ...kept];
}

function compareServers(before: Place, after: Place, clients: string): readonly Change[] {
  const [old, young] = [serversOf(before.schema), serversOf(after.schema)];
  const place = { ...after, pointer: "/servers" };
  return [
    ...old
      .filter((url) => !young.includes(url))
      .map((url) => broken(place, clients, `the API is no longer found at ${url}`)),
    ...young
      .filter((url) => !old.includes(url))
      .map((url) =>
        harmless(after.file, place.pointer, `the API is found at ${url}, too`, "It is also where it was."),
      ),
  ];
}

function compareOperation(old: Operation, young: Operation, clients: string): readonly Change[] {
  return [
    ...compareSecurity(old, young, clients),
    ...compareId(old, young, clients),
    ...compareParameters(old, young, clients),
    ...compareBody(old, young, clients),
    ...compareResponses(old, young, clients),
  ];
}

// A client shows what it showed before: that must be enough still.
function compareSecurity(old: Operation, young: Operation, clients: string): readonly Change[] {
  const { name, place } = young;
  const enough = (shown: ReadonlySet<string>, ways: Operation["security"]) =>
    ways.some((way) => [...way].every((credential) => shown.has(credential)));
  if (!old.security.every((shown) => enough(shown, young.security)))
    return [broken(place, clients, `${name} asks for other credentials than before`)];
  if (young.security.every((shown) => enough(shown, old.security))) return [];
  const what = `${name} can be asked with less, or with other credentials too`;
  return [harmless(place.file, place.pointer, what, "What was enough is enough.")];
}

function compareId(old: Operation, young: Operation, clients: string): readonly Change[] {
  const [was, is] = [old.place.schema.operationId, young.place.schema.operationId];
  if (was === is) return [];
  const { name, place } = young;
  const pointer = is === undefined ? place.pointer : `${place.pointer}/operationId`;
  const said = (id: unknown) => (id === undefined ? "without a name" : `called ${id}`);
  const what = `${name} was ${said(was)} and is ${said(is)}: generated clients call it by its operationId`;
  return was === undefined
    ? [harmless(place.file, pointer, what, "Nobody called it by a name.")]
    : [broken({ ...place, pointer }, clients, what)];
}

function compareParameters(old: Operation, young: Operation, clients: string): readonly Change[] {
  const names = new Set([...old.parameters.keys(), ...young.parameters.keys()]);
  return [...names].flatMap((parameter): readonly Change[] => {
    const [was, is] = [old.parameters.get(parameter), young.parameters.get(parameter)];
    const said = `${young.name}: the parameter ${parameter}`;
    if (was && !is) return [broken(was, clients, `${said} was removed`)];
    if (!is) return [];
    const needed = is.schema.required === true;
    if (!was && needed) return [broken(is, clients, `${said} is new and required`)];
    if (!was)
      return [
        harmless(
          is.file,
          is.pointer,
          `${said} is new and optional`,
          "Who leaves it out is served as before.",
        ),
      ];
    const [schemaWas, schemaIs] = [schemaIn(was), schemaIn(is)];
    const wasNeeded = was.schema.required === true;
    return [
      ...(needed && !wasNeeded ? [broken(is, clients, `${said} was optional and is required`)] : []),
      ...(!needed && wasNeeded
        ? [
            harmless(
              is.file,
              is.pointer,
              `${said} was required and is optional`,
              "Who fills it in is served as before.",
            ),
          ]
        : []),
      ...(schemaWas && schemaIs ? asked(schemaWas, schemaIs, said, clients) : []),
    ];
  });
}

const served = "What clients send is accepted as before.";

function compareBody(old: Operation, young: Operation, clients: string): readonly Change[] {
  const said = `${young.name}: the request`;
  const gone = [...old.body.keys()].filter((type) => !young.body.has(type));
  return [
    ...(young.needsBody && !old.needsBody ? [broken(young.place, clients, `${said} needs a body now`)] : []),
    ...(!young.needsBody && old.needsBody && young.body.size > 0
      ? [harmless(young.place.file, young.place.pointer, `${said} needs no body any more`, served)]
      : []),
    ...gone.map((type) => broken(young.place, clients, `${said} is no longer accepted as ${type}`)),
    ...[...young.body]
      .filter(([type]) => !old.body.has(type))
      .map(([type, { file, pointer }]) =>
        harmless(file, pointer, `${said} is accepted as ${type}, too`, served),
      ),
    ...[...young.body].flatMap(([type, is]) => {
      const was = old.body.get(type);
      return was ? asked(was, is, said, clients) : [];
    }),
  ];
}

function compareResponses(old: Operation, young: Operation, clients: string): readonly Change[] {
  const statuses = new Set([...old.responses.keys(), ...young.responses.keys()]);
  return [...statuses].flatMap((status): readonly Change[] => {
    const [was, is] = [old.responses.get(status), young.responses.get(status)];
    const said = `${young.name}: the answer ${status}`;
    if (was && is) return compareResponse(was, is, said, clients);
    const place = (is ?? was)?.place ?? young.place;
    // Clients know 4xx and 5xx as classes; another kind of success they do not.
    if (!was && /^[45]/.test(status))
      return [
        harmless(place.file, place.pointer, `${said} is new`, "Clients handle 4xx and 5xx by their class."),
      ];
    if (!is && /^[45]/.test(status))
      return [harmless(place.file, place.pointer, `${said} comes no more`, "Nobody waits for a failure.")];
    return [broken(place, clients, is ? `${said} is new: another kind of success` : `${said} comes no more`)];
  });
}

function compareResponse(old: Response, young: Response, said: string, clients: string): readonly Change[] {
  const { place } = young;
  return [
    ...[...old.content.keys()]
      .filter((type) => !young.content.has(type))
      .map((type) => broken(place, clients, `${said} no longer comes as ${type}`)),
    ...[...young.content].flatMap(([type, is]): readonly Change[] => {
      const was = old.content.get(type);
      if (was) return differences(was, is).map((one) => answered(one, is.file, said, clients));
      const what = `${said} may come as ${type} now`;
      return old.content.size > 0
        ? [broken(is, clients, what)]
        : [harmless(is.file, is.pointer, what, "It was empty: nobody reads it yet.")];
    }),
    ...compareHeaders(old, young, said, clients),
  ];
}

function compareHeaders(old: Response, young: Response, said: string, clients: string): readonly Change[] {
  const names = new Set([...old.headers.keys(), ...young.headers.keys()]);
  return [...names].flatMap((name): readonly Change[] => {
    const [was, is] = [old.headers.get(name), young.headers.get(name)];
    if (!is) return [broken(young.place, clients, `${said} no longer has the header ${name}`)];
    const header = `the header ${name}`;
    if (!was)
      return [
        harmless(is.file, is.pointer, `${said} has ${header} now`, "Clients ignore what they do not know."),
      ];
    const [schemaWas, schemaIs] = [schemaIn(was), schemaIn(is)];
    const [always, alwaysNow] = [was.schema.required === true, is.schema.required === true];
    return [
      ...(always && !alwaysNow
        ? [broken(is, clients, `${said} always had ${header} and may come without it`)]
        : []),
      ...(!always && alwaysNow
        ? [harmless(is.file, is.pointer, `${said} always has ${header}`, "It may have had it before.")]
        : []),
      ...(schemaWas && schemaIs
        ? differences(schemaWas, schemaIs).map((one) => answered(one, is.file, `${said}: ${header}`, clients))
        : []),
    ];
  });
}

// Clients write requests: what is refused now and was not breaks them, and what is ignored now does too.
function asked(was: Place, is: Place, said: string, clients: string): readonly Change[] {
  return differences(was, is).map((one) => {
    const { pointer, narrower, kind, meaning, what } = one;
    const gone = kind === "removed" || kind === "renamed" || kind === "moved";
    if (!narrower && !meaning && !gone) return harmless(is.file, pointer, `${said}: ${what}`, served);
    return broken({ ...is, pointer }, clients, `${said}: ${what}`);
  });
}

// Clients read answers: what may come now and could not breaks them.
function answered(
  { pointer, wider, meaning, what, kind }: Difference,
  file: string,
  said: string,
  clients: string,
): Change {
  const ignored = kind === "added-optional" || kind === "added-required" || kind === "opened";
  if ((!wider || ignored) && !meaning)
    return harmless(file, pointer, `${said}: ${what}`, "Clients ignore fields that they do not know.");
  return broken({ file, pointer }, clients, `${said}: ${what}`);
}

function broken({ file, pointer }: Pick<Place, "file" | "pointer">, clients: string, what: string): Change {
  return {
    file,
    pointer,
    what,
    breaks: ["clients"],
    who: [clients],
    consequences: ["Apps on telephones are updated when their owners like."],
    wayOut:
      "Leave what is there, and add beside it: an optional field or parameter, or another path; take the old one away when nobody asks for it any more.",
  };
}
