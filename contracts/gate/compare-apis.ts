import { type Operation, operationsOf, type Response, schemaIn } from "./api.ts";
import { type Change, harmless } from "./change.ts";
import type { Difference } from "./difference.ts";
import { differences } from "./differences.ts";
import { canonical, type Place, same, wholeFile } from "./flatten.ts";
import type { Tree } from "./tree.ts";

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
  return [...gone, ...come, ...kept];
}

function compareOperation(old: Operation, young: Operation, clients: string): readonly Change[] {
  const { name, place } = young;
  return [
    ...(canonical(old.security) === canonical(young.security)
      ? []
      : [broken(place, clients, `${name} asks for other credentials than before`)]),
    ...compareParameters(old, young, clients),
    ...compareBody(old, young, clients),
    ...compareResponses(old, young, clients),
  ];
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
    return [
      ...(needed && was.schema.required !== true
        ? [broken(is, clients, `${said} was optional and is required`)]
        : []),
      ...(schemaWas && schemaIs ? asked(schemaWas, schemaIs, said, clients) : []),
    ];
  });
}

function compareBody(old: Operation, young: Operation, clients: string): readonly Change[] {
  const said = `${young.name}: the request`;
  const gone = [...old.body.keys()].filter((type) => !young.body.has(type));
  return [
    ...(young.needsBody && !old.needsBody ? [broken(young.place, clients, `${said} needs a body now`)] : []),
    ...gone.map((type) => broken(young.place, clients, `${said} is no longer accepted as ${type}`)),
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
    ...[...old.headers.keys()]
      .filter((header) => !young.headers.has(header))
      .map((header) => broken(place, clients, `${said} no longer has the header ${header}`)),
    ...[...young.content].flatMap(([type, is]) => {
      const was = old.content.get(type);
      return was ? differences(was, is).map((one) => answered(one, is.file, said, clients)) : [];
    }),
  ];
}

// Clients write requests: what is refused now and was not breaks them, and what is ignored now does too.
function asked(was: Place, is: Place, said: string, clients: string): readonly Change[] {
  return differences(was, is).map((one) => {
    const { pointer, narrower, kind, meaning, what } = one;
    const gone = kind === "removed" || kind === "renamed" || kind === "moved";
    if (!narrower && !meaning && !gone)
      return harmless(is.file, pointer, `${said}: ${what}`, "What clients send is accepted as before.");
    return broken({ ...is, pointer }, clients, `${said}: ${what}`);
  });
}

// Clients read answers: what may come now and could not breaks them.
function answered(
  { pointer, wider, meaning, what }: Difference,
  file: string,
  said: string,
  clients: string,
): Change {
  if (!wider && !meaning)
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
