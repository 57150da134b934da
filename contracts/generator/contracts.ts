import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inexactIn } from "./exact.ts";
import { notJson } from "./sentences.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface SchemaFile {
  /** The path as a reader of the repository knows it: contracts/events/orders/order-placed.v1.json */
  file: string;
  /** What the file holds; an Error if that is not JSON, or not an object. */
  schema: Json | Error;
}

export interface EventFile extends SchemaFile {
  /** orders.order-placed.v1 */
  type: string;
  /** Who says it: orders */
  service: string;
}

/** Everything that the generator reads. */
export interface Contracts {
  events: readonly EventFile[];
  envelope: SchemaFile;
  hears: Readonly<Record<string, readonly string[]>>;
}

/** What one consumer declares that it relies on in one event. */
export interface DeclarationFile extends SchemaFile {
  readonly consumer: string;
  readonly type: string;
}

/** What the documents need beyond the contracts themselves. */
export interface Sources extends Contracts {
  declarations: readonly DeclarationFile[];
  /** The documents of the HTTP APIs. */
  apis: readonly SchemaFile[];
  /** A message of each event that was really published, by its type. */
  published: ReadonlyMap<string, Json>;
  /** The releases, the oldest first, each with the types of its events. */
  releases: readonly { readonly version: string; readonly types: readonly string[] }[];
}

/** Reads the schemas of a contracts folder; what is wrong with them is for `problemsIn` to say. */
export async function readContracts(folder: string): Promise<Omit<Contracts, "hears">> {
  const below = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(join(folder, "events"), below).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "events").length + 1))
    .sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, "events", path), "utf8")));
  return {
    events: paths.map((path, at) => eventFile(path.replaceAll("\\", "/"), texts[at] ?? "")),
    envelope: {
      file: "contracts/envelope.json",
      schema: await readFile(join(folder, "envelope.json"), "utf8").then(
        parsed,
        () => new Error("there is no such file"),
      ),
    },
  };
}

/** An event's schema, by its path below contracts/events: the path says its type and who says it. */
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

/** The schema of a file that `problemsIn` found nothing wrong with. */
export function schemaOf({ file, schema }: SchemaFile): Json {
  if (schema instanceof Error) throw new Error(`${file}: ${schema.message}`);
  return schema;
}

/** The types of the events that a service says. */
export function saidBy({ events }: Contracts, service: string): string[] {
  return events.filter((event) => event.service === service).map(({ type }) => type);
}

/** Reads the rest of what the documents are made of; folders that are not there are empty. */
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

async function jsonBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const paths = names.filter((name) => name.endsWith(".json")).sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), "utf8")));
  return new Map(paths.map((path, at) => [path.replaceAll("\\", "/"), texts[at] ?? ""]));
}

const typeOf = (path: string) => path.replace(/\.json$/, "").replaceAll("/", ".");

function firstMessage(type: string, golden: Json | Error): readonly (readonly [string, Json])[] {
  const messages = golden instanceof Error || !Array.isArray(golden.messages) ? [] : golden.messages;
  return messages
    .filter(isJson)
    .slice(0, 1)
    .map((message) => [type, message]);
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
