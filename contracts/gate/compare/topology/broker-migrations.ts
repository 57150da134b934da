type Migration =
  | "inbox"
  | "parked"
  | "retry"
  | "queue"
  | "removed queue"
  | "changed exchange"
  | "removed exchange"
  | "changed binding"
  | "removed binding";

/**
 * How to apply a topology change to a running broker without losing a message. Deleting a queue that is still
 * bound loses what is published meanwhile: the broker returns an event to its producer only if no queue at
 * all accepts it.
 */
export function migrationOf(kind: Migration, name: string, before: string): string {
  return `${migrations[kind](name, before)} Releasing the breaking change needs a new major version (npm run contracts -- release 3.0.0).`;
}

const migrations: Readonly<Record<Migration, (name: string, before: string) => string>> = {
  retry: (name, before) =>
    `Keep ${name} unchanged, and rename the tier in messaging/topology.ts: this creates a new queue, and the old one drains by itself. When no instance of ${before} runs: rabbitmqctl delete_queue ${name} --if-empty.`,
  inbox: (name) =>
    `Keep it unchanged, or migrate in steps: 1. declare a quorum queue ${name}.moving with the bindings of ${name}; 2. unbind ${name}, let the service drain it, stop the service and rabbitmqctl delete_queue ${name} --if-empty; 3. load the new definitions and start the new version; 4. shovel the messages of ${name}.moving to ${name} and delete it: the inbox deduplicates.`,
  parked: (name) =>
    `Keep it unchanged, or migrate in steps: 1. redrive or drop the parked messages (npm run parked); 2. stop the service and rabbitmqctl delete_queue ${name} --if-empty; 3. load the new definitions and start the new version. No message is parked while the service is stopped.`,
  queue: (name, before) =>
    `Keep it unchanged, and add a queue with a new name. When no instance of ${before} runs: rabbitmqctl delete_queue ${name} --if-empty.`,
  "removed queue": (name, before) =>
    `Keep it until no instance of ${before} runs; then unbind it, drain it, and rabbitmqctl delete_queue ${name} --if-empty.`,
  "changed exchange": (name, before) =>
    `Keep it unchanged, add an exchange with a new name, and bind the queues to both. When no instance of ${before} runs, delete ${name}.`,
  "removed exchange": (name, before) =>
    `Keep ${name} and its bindings until no instance of ${before} runs; then delete it.`,
  "changed binding": (_, before) =>
    `Add a second binding with a new routing key, and remove the old one when no instance of ${before} runs.`,
  "removed binding": (_, before) => `Keep it next to the new one until no instance of ${before} runs.`,
};
