import { asList, eventFile, isJson, type Json, schemaOf } from "../../generator/contracts.ts";
import { BadInput } from "../schema/bad-input.ts";
import { type Binding, type BrokerTopology, brokerTopologyOf, isForEvent } from "./broker-topology.ts";
import type { Files } from "./files.ts";
import { validateFiles } from "./validate-files.ts";

/** A valid schema file. */
export interface Schema {
  readonly file: string;
  readonly schema: Json;
}

export interface EventSchema extends Schema {
  readonly type: string;
  /** The service that publishes it. */
  readonly service: string;
}

/** The fields of one event that one consumer relies on. */
export interface Expectation extends Schema {
  readonly consumer: string;
  readonly type: string;
}

/** Published messages that are kept as samples. */
export interface Golden {
  readonly type: string;
  readonly file: string;
  readonly messages: readonly Json[];
}

/** One version of the contracts, parsed. */
export interface Snapshot {
  readonly name: string;
  readonly events: readonly EventSchema[];
  readonly envelope: Schema;
  readonly apis: readonly (Schema & { readonly service: string })[];
  readonly expectations: readonly Expectation[];
  readonly golden: readonly Golden[];
  /** The events that each service consumes, by its bindings. */
  readonly hears: ReadonlyMap<string, readonly string[]>;
  /** The exchanges that route each event to inboxes: normally one. */
  readonly exchanges: ReadonlyMap<string, readonly string[]>;
  readonly topology: BrokerTopology;
}

/** @throws BadInput with one message per problem */
export function snapshotOf({ name, prefix, texts }: Files): Snapshot {
  const files = [...texts].map(([path, text]) => ({ path, ...eventFile(path, text), file: prefix + path }));
  const below = (folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`));
  const missing = ["envelope.json", "generated/topology.json"].filter((path) => !texts.has(path));
  if (missing.length > 0 || below("events").length === 0) {
    const what = [...missing, ...(below("events").length === 0 ? ["events/"] : [])].join(" and ");
    throw new BadInput(`${prefix}: is not a version of the contracts: ${what} is missing.`);
  }
  const problems = validateFiles(files);
  if (problems.length > 0) throw new BadInput(...problems);

  const [envelope] = files.filter(({ path }) => path === "envelope.json");
  const [generated] = files.filter(({ path }) => path === "generated/topology.json");
  const topology = brokerTopologyOf(`${prefix}generated/topology.json`, generated ? schemaOf(generated) : {});
  return {
    name,
    events: below("events").map((one) => {
      const type = one.type.replace(/^events\./, "");
      return { file: one.file, schema: schemaOf(one), type, service: type.split(".")[0] ?? "" };
    }),
    envelope: { file: `${prefix}envelope.json`, schema: envelope ? schemaOf(envelope) : {} },
    apis: below("http").map((one) => ({
      file: one.file,
      schema: schemaOf(one),
      service: one.path.replace(/^http\/|\.openapi\.json$/g, ""),
    })),
    expectations: below("expectations").map((one) => {
      const [, consumer = "", file = ""] = one.path.split("/");
      return { file: one.file, schema: schemaOf(one), consumer, type: file.replace(/\.json$/, "") };
    }),
    golden: below("golden").map((one) => ({
      file: one.file,
      type: one.path.replace(/^golden\/|\.json$/g, "").replaceAll("/", "."),
      messages: asList(schemaOf(one).messages).filter(isJson),
    })),
    hears: subscribed(
      topology,
      ({ queue }) => queue.replace(/\.inbox$/, ""),
      ({ routingKey }) => routingKey,
    ),
    exchanges: subscribed(
      topology,
      ({ routingKey }) => routingKey,
      ({ exchange }) => exchange,
    ),
    topology,
  };
}

/**
 * The consumers of an event: the bound services, and consumers outside this repository that declared an
 * expectation.
 */
export function consumersOf(snapshot: Snapshot, type: string): readonly string[] {
  const bound = [...snapshot.hears].filter(([, types]) => types.includes(type)).map(([service]) => service);
  const external = snapshot.expectations
    .filter((one) => one.type === type && !snapshot.hears.has(one.consumer))
    .map(({ consumer }) => consumer);
  return [...bound, ...external];
}

/** What inboxes are bound to; without duplicates, by a key of each binding. */
function subscribed(
  { bindings }: BrokerTopology,
  keyOf: (one: Binding) => string,
  wordOf: (one: Binding) => string,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const one of bindings.values()) {
    // An inbox is also bound to its retry exchange, with a routing key that is not an event type.
    if (!one.queue.endsWith(".inbox") || !isForEvent(one)) continue;
    const known = found.get(keyOf(one)) ?? [];
    found.set(keyOf(one), [...new Set([...known, wordOf(one)])]);
  }
  return found;
}
