import type { Hop } from "../instance/hops.ts";
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

const utf8 = new TextEncoder();
const text = new TextDecoder();

/**
 * A batch as JSON. Each message stands in it once, however many hops are about it, and hops refer to it by its
 * number. A batch needs no other batch to be read: any of them may be lost. The data of an event are reported by
 * the service that publishes it alone, since its consumers would double the cost of watching.
 */
export function encodeBatch({ hops, ...batch }: HopBatch): Uint8Array {
  const messages: Message[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (message: Message): number => {
    const known = numbers.get(message.id);
    if (known !== undefined) return known;
    numbers.set(message.id, messages.length);
    const isOwn = message.source === `/${batch.service}`;
    return messages.push(isOwn ? message : withoutData(message)) - 1;
  };
  const lines = hops.map((hop) => {
    const { service: _, ...line } = hop;
    const { cause, did, message } = hop as Partial<Record<"cause" | "message", Message>> & Handled;
    return {
      ...line,
      ...(message && { message: numberOf(message) }),
      ...(cause && { cause: numberOf(cause) }),
      ...(did && { did: { ...did, published: did.published.map(numberOf) } }),
    };
  });
  return utf8.encode(JSON.stringify({ ...batch, messages, hops: lines }));
}

/** A message whose data another service reports: `data` is undefined, and missing in JSON. */
const withoutData = (message: Message): Message => ({ ...message, traceparent: "", data: undefined });

type Handled = Partial<Pick<Extract<Hop, { kind: "handled" }>, "did">>;

/**
 * Reads a batch.
 *
 * @throws Error for bytes that are no batch
 */
export function decodeBatch(body: Uint8Array): HopBatch {
  const { hops, messages, ...batch } = JSON.parse(text.decode(body));
  const { reporter, seen, service } = batch;
  if (typeof service !== "string" || typeof reporter !== "string" || typeof seen !== "number")
    throw new Error("this is no batch of hops");
  const at = (number: number): Message => {
    const message = messages[number];
    if (!message) throw new Error(`this batch of hops has no message ${number}`);
    return message;
  };
  return {
    ...batch,
    hops: hops.map((line: Record<string, unknown> & { did?: { published: number[] } }) => ({
      ...line,
      service,
      ...(typeof line.message === "number" && { message: at(line.message) }),
      ...(typeof line.cause === "number" && { cause: at(line.cause) }),
      ...(line.did && { did: { ...line.did, published: line.did.published.map(at) } }),
    })),
  };
}
