import { isJson, type Json } from "../../generator/contracts.ts";

/** The topology of a version: what the broker must have, each part with its JSON pointer. */
export interface Wiring {
  readonly file: string;
  readonly exchanges: ReadonlyMap<string, Part>;
  readonly queues: ReadonlyMap<string, Part>;
  /** By what makes a binding: exchange, queue and routing key. */
  readonly bindings: ReadonlyMap<string, Binding>;
  /** What else the file says: nothing, so far. */
  readonly rest: Json;
}

export interface Part {
  readonly name: string;
  readonly pointer: string;
  readonly says: Json;
}

export interface Binding extends Part {
  readonly exchange: string;
  readonly queue: string;
  readonly routingKey: string;
}

/** Reads generated/topology.json. */
export function wiringOf(file: string, topology: Json): Wiring {
  const { exchanges, queues, bindings, ...rest } = topology;
  return {
    file,
    exchanges: byName(parts("exchanges", exchanges)),
    queues: byName(parts("queues", queues)),
    bindings: byName(parts("bindings", bindings).map(bindingOf)),
    rest,
  };
}

/** What is wrong with a topology: one sentence each, with its JSON pointer. */
export function wrongTopology(file: string, topology: Json): readonly string[] {
  const needed = {
    exchanges: ["name", "type"],
    queues: ["name"],
    bindings: ["exchange", "queue", "routingKey"],
  };
  return Object.entries(needed).flatMap(([list, names]) => {
    const rows: unknown = topology[list];
    if (!Array.isArray(rows)) return [`${file}#/${list}: is missing: it is a list.`];
    const keys = rows.map((row) =>
      JSON.stringify(names.filter((name) => name !== "type").map((name) => asJson(row)[name])),
    );
    return rows.flatMap((row, at) => [
      ...names
        .filter((name) => typeof asJson(row)[name] !== "string")
        .map((name) => `${file}#/${list}/${at}/${name}: is missing: it is a text.`),
      ...(keys.indexOf(keys[at] ?? "") < at
        ? [`${file}#/${list}/${at}: is there twice: which is meant?`]
        : []),
    ]);
  });
}

const asJson = (value: unknown): Json => (isJson(value) ? value : {});

/** The service that a queue or an exchange of its own belongs to: `payments.retry.1s` to payments. */
export const ownerOf = (name: string): string => name.split(".")[0] ?? name;

/** Whether a binding is there for an event, and not for the chassis's own ways. */
export const isForEvent = ({ routingKey }: Binding): boolean => /\.v\d+$/.test(routingKey);

function parts(list: string, found: unknown): readonly Part[] {
  return (Array.isArray(found) ? found : [])
    .filter(isJson)
    .map((says, at) => ({ name: String(says.name), pointer: `/${list}/${at}`, says }));
}

function bindingOf({ pointer, says }: Part): Binding {
  const [exchange, queue, routingKey] = [says.exchange, says.queue, says.routingKey].map(String) as [
    string,
    string,
    string,
  ];
  return { name: `${exchange} → ${queue} (${routingKey})`, pointer, says, exchange, queue, routingKey };
}

const byName = <One extends Part>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.map((one) => [one.name, one]));
