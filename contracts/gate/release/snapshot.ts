import { eventFile, isJson, type Json, type SchemaFile } from "../../generator/contracts.ts";
import { BadInput } from "../schema/bad-input.ts";
import { type Wiring, wiringOf } from "./broker-topology.ts";
import type { Files } from "./files.ts";
import { problemsOf } from "./validate-files.ts";

/** A schema file that was found to be one. */
export interface Schema {
  readonly file: string;
  readonly schema: Json;
}

export interface EventSchema extends Schema {
  readonly type: string;
  /** Who says it. */
  readonly service: string;
}

/** What one consumer relies on in one event. */
export interface Expectation extends Schema {
  readonly consumer: string;
  readonly type: string;
}

/** Messages that were really published, kept for ever. */
export interface Golden {
  readonly type: string;
  readonly file: string;
  readonly messages: readonly Json[];
}

/** One version of the contracts, in one piece. */
export interface Tree {
  readonly name: string;
  readonly events: readonly EventSchema[];
  readonly envelope: Schema;
  readonly apis: readonly (Schema & { readonly service: string })[];
  readonly expectations: readonly Expectation[];
  readonly golden: readonly Golden[];
  /** Which events the queues of each service are bound to. */
  readonly hears: ReadonlyMap<string, readonly string[]>;
  /** The exchanges through which each event reaches inboxes: one, as a rule. */
  readonly exchanges: ReadonlyMap<string, readonly string[]>;
  readonly wiring: Wiring;
}

/** @throws BadInput naming everything that cannot be judged */
export function treeOf({ name, prefix, texts }: Files): Tree {
  const files = [...texts].map(([path, text]) => ({ path, ...eventFile(path, text), file: prefix + path }));
  const below = (folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`));
  const missing = ["envelope.json", "generated/topology.json"].filter((path) => !texts.has(path));
  if (missing.length > 0 || below("events").length === 0) {
    const what = [...missing, ...(below("events").length === 0 ? ["events/"] : [])].join(" and ");
    throw new BadInput(`${prefix}: is no version of the contracts: ${what} is missing.`);
  }
  const problems = problemsOf(files);
  if (problems.length > 0) throw new BadInput(...problems);

  const [envelope] = files.filter(({ path }) => path === "envelope.json");
  const [topology] = files.filter(({ path }) => path === "generated/topology.json");
  const bindings = bindingsIn(topology && sound(topology));
  return {
    name,
    events: below("events").map((one) => {
      const type = one.type.replace(/^events\./, "");
      return { file: one.file, schema: sound(one), type, service: type.split(".")[0] ?? "" };
    }),
    envelope: { file: `${prefix}envelope.json`, schema: envelope ? sound(envelope) : {} },
    apis: below("http").map((one) => ({
      file: one.file,
      schema: sound(one),
      service: one.path.replace(/^http\/|\.openapi\.json$/g, ""),
    })),
    expectations: below("expectations").map((one) => {
      const [, consumer = "", file = ""] = one.path.split("/");
      return { file: one.file, schema: sound(one), consumer, type: file.replace(/\.json$/, "") };
    }),
    golden: below("golden").map((one) => ({
      file: one.file,
      type: one.path.replace(/^golden\/|\.json$/g, "").replaceAll("/", "."),
      messages: listIn(sound(one).messages).filter(isJson),
    })),
    hears: hearsIn(bindings),
    exchanges: exchangesIn(bindings),
    wiring: wiringOf(`${prefix}generated/topology.json`, topology ? sound(topology) : {}),
  };
}

/** Who hears an event: the services bound to it, and those who joined by themselves and said what they rely on. */
export function hearersOf(tree: Tree, type: string): readonly string[] {
  const bound = [...tree.hears].filter(([, types]) => types.includes(type)).map(([service]) => service);
  const passive = tree.expectations
    .filter((one) => one.type === type && !tree.hears.has(one.consumer))
    .map(({ consumer }) => consumer);
  return [...bound, ...passive];
}

function sound({ file, schema }: SchemaFile): Json {
  if (schema instanceof Error) throw new BadInput(`${file}#: ${schema.message}.`);
  return schema;
}

interface Bound {
  readonly exchange: string;
  readonly service: string;
  readonly routingKey: string;
}

// An inbox is also bound to its retry exchange, with a key that is no event.
function bindingsIn(topology: Json | undefined): readonly Bound[] {
  return listIn(topology?.bindings)
    .filter(isJson)
    .map(({ exchange, queue, routingKey }) => ({
      exchange: String(exchange),
      queue: String(queue),
      routingKey: String(routingKey),
    }))
    .filter(({ queue, routingKey }) => queue.endsWith(".inbox") && /\.v\d+$/.test(routingKey))
    .map(({ queue, ...rest }) => ({ ...rest, service: queue.replace(/\.inbox$/, "") }));
}

function hearsIn(bindings: readonly Bound[]): ReadonlyMap<string, readonly string[]> {
  const hears = new Map<string, string[]>();
  for (const { service, routingKey } of bindings)
    hears.set(service, [...(hears.get(service) ?? []), routingKey]);
  return hears;
}

function exchangesIn(bindings: readonly Bound[]): ReadonlyMap<string, readonly string[]> {
  const exchanges = new Map<string, readonly string[]>();
  for (const { exchange, routingKey } of bindings)
    exchanges.set(routingKey, [...new Set([...(exchanges.get(routingKey) ?? []), exchange])]);
  return exchanges;
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
