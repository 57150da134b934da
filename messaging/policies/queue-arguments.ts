// The arguments of queues. RabbitMQ refuses to change them once a queue exists.

// High enough that no outage reaches it: each lost connection counts, and up to RabbitMQ 4.2 each return. The
// service itself detects and parks a message that kills its consumer. Explicit, because the default differs:
// none up to 3.13, then 20.
const farAway = 1_000_000;

// Quorum, because a classic retry queue in front of a quorum inbox loses messages while the broker is down.
export const quorum = { "x-queue-type": "quorum", "x-delivery-limit": farAway };

// Reading a parked message without removing it counts as a delivery, and RabbitMQ drops a message beyond the
// limit. RabbitMQ 4 takes -1 for unlimited, but 3.10 does not.
export const practicallyUnlimited = 2 ** 31 - 1;

// At-least-once needs reject-publish: without it, RabbitMQ silently dead-letters at most once.
export const deadLettersTo = (exchange: string, routingKey: string) => ({
  "x-dead-letter-exchange": exchange,
  "x-dead-letter-routing-key": routingKey,
  "x-dead-letter-strategy": "at-least-once",
  "x-overflow": "reject-publish",
});
