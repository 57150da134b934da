import { asList, asObject, isJson, type Json } from "../../generator/contracts.ts";

/** The topology that a version requires of the broker; each part has its JSON pointer. */
export interface BrokerTopology {
  readonly file: string;
  readonly exchanges: ReadonlyMap<string, Part>;
  readonly queues: ReadonlyMap<string, Part>;
  /** By exchange, queue and routing key. */
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Other keys of the file: none today. */
  readonly rest: Json;
}

export interface Part {
  readonly name: string;
  readonly file: string;
  readonly pointer: string;
  readonly settings: Json;
}

export interface Binding extends Part {
  readonly exchange: string;
  readonly queue: string;
  readonly routingKey: string;
}

/** Parses generated/topology.json. */
export function brokerTopologyOf(file: string, topology: Json): BrokerTopology {
  const { exchanges, queues, bindings, ...rest } = topology;
  return {
    file,
    exchanges: byName(parts(file, "exchanges", exchanges)),
    queues: byName(parts(file, "queues", queues)),
    bindings: byName(parts(file, "bindings", bindings).map(bindingOf)),
    rest,
  };
}

/** The problems of a topology, one message each. */
export function problemsInTopology(file: string, topology: Json): readonly string[] {
  const needed = {
    exchanges: ["name", "type"],
    queues: ["name"],
    bindings: ["exchange", "queue", "routingKey"],
  };
  return Object.entries(needed).flatMap(([list, names]) => {
    const rows: unknown = topology[list];
    if (!Array.isArray(rows)) return [`${file}#/${list}: is missing: it must be an array.`];
    const keys = rows.map((row) =>
      JSON.stringify(names.filter((name) => name !== "type").map((name) => asObject(row)[name])),
    );
    return rows.flatMap((row, at) => [
      ...names
        .filter((name) => typeof asObject(row)[name] !== "string")
        .map((name) => `${file}#/${list}/${at}/${name}: is missing: it must be a string.`),
      ...(keys.indexOf(keys[at] ?? "") < at
        ? [`${file}#/${list}/${at}: is a duplicate: remove one of the two.`]
        : []),
    ]);
  });
}

/** The service that owns a queue or an exchange: payments for `payments.retry.1s`. */
export const ownerOf = (name: string): string => name.split(".")[0] ?? name;

/** Whether a binding routes events, unlike those of the chassis for retries. */
export const isForEvent = ({ routingKey }: Binding): boolean => /\.v\d+$/.test(routingKey);

function parts(file: string, list: string, found: unknown): readonly Part[] {
  return asList(found)
    .filter(isJson)
    .map((settings, at) => ({ name: String(settings.name), file, pointer: `/${list}/${at}`, settings }));
}

function bindingOf(part: Part): Binding {
  const { exchange, queue, routingKey } = part.settings;
  const ends = { exchange: String(exchange), queue: String(queue), routingKey: String(routingKey) };
  return { ...part, ...ends, name: `${exchange} → ${queue} (${routingKey})` };
}

const byName = <One extends Part>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.map((one) => [one.name, one]));
