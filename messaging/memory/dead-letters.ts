import type { Declarations } from "./declarations.ts";
import type { QueuedMessage } from "./ready-messages.ts";

/**
 * Routes a dead letter; returns whether every queue took it. As in RabbitMQ, one that returns to a queue on its path is
 * dropped there (a cycle without a new publish).
 */
export const deadLetterIn =
  (declarations: Declarations) =>
  (message: QueuedMessage, exchange: string, routingKey: string, from: string): boolean => {
    const path = [...message.deadLetteredBy, from];
    const targets = declarations.queuesFor(exchange, routingKey);
    const publication = { ...message.publication, exchange, routingKey };
    const accepting = targets.filter(
      (queue) => path.includes(queue.name) || queue.enqueue(publication, path),
    );
    return targets.length > 0 && accepting.length === targets.length;
  };
