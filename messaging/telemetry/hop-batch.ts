import type { Did, Hop } from "../instance/hops.ts";
import type { Message } from "../message.ts";

/** The hops of one process that are reported together. */
export interface HopBatch {
  readonly service: string;
  /** Identifies the process; a service that starts again is another reporter. */
  readonly reporter: string;
  /**
   * How many hops the process has had so far, those of this batch included. If it grows by more than the hops
   * that arrive, the rest was lost.
   */
  readonly seen: number;
  /** True in the last batch of a process that stops gracefully. */
  readonly isLast: boolean;
  readonly hops: readonly Hop[];
}

/** What a hop has beside its kind, its time, its service and its instance. */
const fieldsOf: Readonly<Record<Hop["kind"], readonly string[]>> = {
  received: ["message", "attempt"],
  handled: ["message", "did"],
  ignored: ["message", "why"],
  refused: ["message", "why"],
  failed: ["message", "why"],
  duplicate: ["message"],
  retried: ["message", "attempt", "tier", "why"],
  parked: ["message", "reason", "why"],
  published: ["message", "again"],
  timer: ["message", "lateMs"],
  call: ["cause", "name", "attempt", "failed"],
  batch: ["size", "tookMs", "conflicts"],
  waiting: ["for", "why"],
};

/** What a message has beside its trace and its data. */
const attributes = [
  ...(["id", "type", "source", "subject"] as const),
  ...(["time", "correlationId", "causationId", "sequence"] as const),
];
const messageFields = [...attributes, "traceparent", "data"];

/**
 * A batch as JSON: the values of all messages, and the values of all hops, in two flat lists, since names and
 * objects would cost a third more. Each message stands there once, however many hops are about it, and
 * hops refer to it by its number. A batch needs no other batch to be read: any of them may be lost. The data of
 * an event are reported by the service that publishes it alone, since its consumers would double the cost.
 */
export function encodeBatch({ hops, ...batch }: HopBatch): string {
  const messages: unknown[] = [];
  const numbers = new Map<string, number>();
  const own = `/${batch.service}`;

  function numberOf(message: Message): number {
    const known = numbers.get(message.id);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(message.id, number);
    for (const name of attributes) messages.push(message[name]);
    if (message.source === own) messages.push(message.traceparent, message.data);
    else messages.push("", undefined);
    return number;
  }

  function cellOf(field: string, value: unknown): unknown {
    if (value === undefined) return undefined;
    if (field === "message" || field === "cause") return numberOf(value as Message);
    if (field !== "did") return value;
    const did = value as Did;
    return { ...did, published: did.published.map(numberOf) };
  }

  const values: unknown[] = [];
  for (const hop of hops) {
    values.push(hop.kind, hop.at, hop.instance);
    for (const field of fieldsOf[hop.kind]) values.push(cellOf(field, hop[field as keyof Hop]));
  }
  return JSON.stringify({ ...batch, messages, hops: values });
}

/**
 * Reads a batch.
 *
 * @throws Error for text that is no batch
 */
export function decodeBatch(text: string): HopBatch {
  const { hops: values, messages: all, ...batch } = JSON.parse(text);
  const { reporter, seen, service } = batch;
  if (typeof service !== "string" || typeof reporter !== "string" || typeof seen !== "number")
    throw new Error("this is no batch of hops");
  const messages: Message[] = [];
  for (let i = 0; i < all.length; i += messageFields.length)
    messages.push(named(messageFields, all.slice(i, i + messageFields.length)) as unknown as Message);

  function at(number: unknown): Message {
    const message = messages[Number(number)];
    if (!message) throw new Error(`this batch of hops has no message ${number}`);
    return message;
  }

  const hops: Hop[] = [];
  for (let i = 0; i < values.length; ) {
    const [kind, time, instance] = values.slice(i, i + 3);
    const fields = fieldsOf[kind as Hop["kind"]];
    if (!fields) throw new Error(`this batch of hops has a hop of an unknown kind, ${kind}`);
    const hop = named(fields, values.slice(i + 3, i + 3 + fields.length));
    for (const field of ["message", "cause"]) if (field in hop) hop[field] = at(hop[field]);
    const did = hop.did as { readonly published: readonly number[] } | undefined;
    if (did) hop.did = { ...did, published: did.published.map(at) };
    hops.push({ kind, at: time, instance, service, ...hop } as unknown as Hop);
    i += 3 + fields.length;
  }
  return { ...batch, hops };
}

/** An object of names and values. A missing value is null in JSON. */
const named = (names: readonly string[], values: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(
    names.flatMap((name, i) => (values[i] === undefined || values[i] === null ? [] : [[name, values[i]]])),
  );
