import type { Publication } from "../broker.ts";

/** A message in a queue. */
export interface QueuedMessage {
  readonly publication: Publication;
  /** The queues that have dead-lettered it. */
  readonly deadLetteredBy: readonly string[];
  /** Its place in the order of arrival: a message that is requeued returns to it. */
  readonly position: number;
  readonly expiresAt: number | undefined;
  /** How often it was delivered and came back unacknowledged. */
  readonly returns: number;
}

/** The messages that a queue can deliver, in order: requeued ones first, each at its old position. */
export function createReadyMessages() {
  let requeued: QueuedMessage[] = [];
  let fresh: QueuedMessage[] = [];
  let start = 0;
  const all = () => [...requeued, ...fresh.slice(start)];
  return {
    size: () => requeued.length + fresh.length - start,
    head: () => requeued[0] ?? fresh[start],
    add: (message: QueuedMessage) => fresh.push(message),
    requeue(messages: readonly QueuedMessage[]) {
      requeued = [...requeued, ...messages].sort((a, b) => a.position - b.position);
    },
    take(): QueuedMessage | undefined {
      const first = requeued.shift();
      if (first) return first;
      const message = fresh[start];
      if (message) start += 1;
      if (start > 1_000 && start * 2 > fresh.length) {
        fresh = fresh.slice(start);
        start = 0;
      }
      return message;
    },
    all,
    /** Removes one message from any position; undefined if it is not here. */
    remove(publication: Publication): QueuedMessage | undefined {
      const removed = all().find((message) => message.publication === publication);
      requeued = requeued.filter((message) => message !== removed);
      fresh = fresh.filter((message) => message !== removed);
      return removed;
    },
  };
}
