import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { inexactIn, notJson } from "./exact-json.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface SchemaFile {
  /** The path from the root of the repository: contracts/events/orders/order-placed.v1.json */
  file: string;
  /** The parsed file; an Error if it is not a JSON object. */
  schema: Json | Error;
}

export interface EventFile extends SchemaFile {
  /** orders.order-placed.v1 */
  type: string;
  /** The service that publishes it: orders */
  service: string;
}

/** The sources of the generated code. */
export interface Contracts {
  events: readonly EventFile[];
  envelope: SchemaFile;
  hears: Readonly<Record<string, readonly string[]>>;
}

/** The fields of one event that one consumer declares it relies on. */
export interface DeclarationFile extends SchemaFile {
  readonly consumer: string;
  readonly type: string;
}

/** The contracts, and what only the generated documents need. */
export interface Sources extends Contracts {
  declarations: readonly DeclarationFile[];
  /** The OpenAPI documents. */
  apis: readonly SchemaFile[];
  /** One published message per event type. */
  published: ReadonlyMap<string, Json>;
  /** The releases with their event types, oldest first. */
  releases: readonly { readonly version: string; readonly types: readonly string[] }[];
}

/** Reads the schemas of a contracts folder; `problemsIn` reports invalid ones. */
export async function readContracts(
  folder: string,
  envelope = join(folder, "envelope.json"),
): Promise<Omit<Contracts, "hears">> {
  const events = await textsBelow(join(folder, "events"));
  return {
    events: [...events].map(([path, text]) => eventFile(path, text)),
    envelope: {
      file: "contracts/envelope.json",
      schema: await readFile(envelope, "utf8").then(parsed, () => new Error("there is no such file")),
    },
  };
}

/** An event's schema; its path below contracts/events gives the type and the publishing service. */
export function eventFile(path: string, text: string): EventFile {
  return {
    file: `contracts/events/${path}`,
    type: path.replace(/\.json$/, "").replaceAll("/", "."),
    service: path.split("/")[0] ?? "",
    schema: parsed(text),
  };
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value if it is an object; else an empty one. */
export const asObject = (value: unknown): Json => (isJson(value) ? value : {});

/** The value if it is an array; else an empty one. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The schema of a file that `problemsIn` accepted. */
export function schemaOf({ file, schema }: SchemaFile): Json {
  if (schema instanceof Error) throw new Error(`${file}: ${schema.message}`);
  return schema;
}

/** The name of an event without its version: orders.order-placed */
export const unversioned = (type: string): string => type.replace(/\.v\d+$/, "");

/** The services that consume an event. */
export const hearersOf = ({ hears }: Pick<Contracts, "hears">, type: string): string[] =>
  Object.keys(hears).filter((service) => hears[service]?.includes(type));

/** The types of the events that a service publishes. */
export function saidBy({ events }: Contracts, service: string): string[] {
  return events.filter((event) => event.service === service).map(({ type }) => type);
}

/** Reads the sources of the documents; a missing folder counts as empty. */
export async function readSources(folder: string): Promise<Omit<Sources, keyof Contracts>> {
  const declarations = await jsonBelow(join(folder, "expectations"));
  const golden = await jsonBelow(join(folder, "golden"));
  const apis = await jsonBelow(join(folder, "http"));
  const versions = await readdir(join(folder, "releases")).catch(() => []);
  const releases = versions.map(async (version) => ({
    version,
    types: [...(await jsonBelow(join(folder, "releases", version, "events"))).keys()].map(typeOf),
  }));
  return {
    declarations: [...declarations].map(([path, text]) => ({
      file: `contracts/expectations/${path}`,
      consumer: path.split("/")[0] ?? "",
      type: (path.split("/")[1] ?? "").replace(/\.json$/, ""),
      schema: parsed(text),
    })),
    apis: [...apis].map(([path, text]) => ({ file: `contracts/http/${path}`, schema: parsed(text) })),
    published: new Map([...golden].flatMap(([path, text]) => firstMessage(typeOf(path), parsed(text)))),
    releases: (await Promise.all(releases)).sort((one, other) =>
      one.version.localeCompare(other.version, "en", { numeric: true }),
    ),
  };
}

const jsonBelow = (folder: string) => textsBelow(folder, (path) => path.endsWith(".json"));

/** The files in a folder, by their paths below it; a missing folder counts as empty. */
async function textsBelow(folder: string, isWanted = (_path: string) => true) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter(isWanted)
    .sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), "utf8")));
  return new Map(paths.map((path, at) => [path.replaceAll("\\", "/"), texts[at] ?? ""]));
}

const typeOf = (path: string) => path.replace(/\.json$/, "").replaceAll("/", ".");

function firstMessage(type: string, golden: Json | Error): readonly (readonly [string, Json])[] {
  const [message] = golden instanceof Error ? [] : asList(golden.messages).filter(isJson);
  return message ? [[type, message]] : [];
}

function parsed(text: string): Json | Error {
  try {
    const value: unknown = JSON.parse(text);
    const inexact = inexactIn(text);
    if (inexact !== undefined) return new Error(inexact);
    return isJson(value) ? value : new Error("a schema is a JSON object");
  } catch (error) {
    return new Error(notJson(text, error));
  }
}
