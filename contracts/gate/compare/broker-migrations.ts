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
 * How to bring a change of the topology to a broker that runs, without losing a message. Deleting a queue that others feed loses
 * what is published meanwhile: an event that another queue takes is not returned to its producer.
 */
export function migrationOf(kind: Migration, name: string, before: string): string {
  return `${ways[kind](name, before)} A release that breaks it needs a new first number (npm run contracts -- release 2.0.0).`;
}

const ways: Readonly<Record<Migration, (name: string, before: string) => string>> = {
  retry: (name, before) =>
    `Leave ${name} as it was, and give the tier another name in contracts/topology.ts: that makes a new queue, and the old one empties itself. When no instance of ${before} runs: rabbitmqctl delete_queue ${name} --if-empty.`,
  inbox: (name) =>
    `Leave it as it was, or move in steps: 1. declare a quorum queue ${name}.moving with the bindings of ${name}; 2. unbind ${name}, let the service empty it, stop the service and rabbitmqctl delete_queue ${name} --if-empty; 3. load the new definitions and start the new version; 4. move what ${name}.moving holds to ${name} (rabbitmq-shovel) and delete it: what came twice is handled once.`,
  parked: (name) =>
    `Leave it as it was, or move in steps: 1. hand back or drop what is parked (npm run parked); 2. stop the service and rabbitmqctl delete_queue ${name} --if-empty; 3. load the new definitions and start the new version. Nothing is parked while the service is stopped.`,
  queue: (name, before) =>
    `Leave it as it was, and add a queue with another name. When no instance of ${before} runs: rabbitmqctl delete_queue ${name} --if-empty.`,
  "removed queue": (name, before) =>
    `Keep it until no instance of ${before} runs; then unbind it, let it be emptied, and rabbitmqctl delete_queue ${name} --if-empty.`,
  "changed exchange": (name, before) =>
    `Leave it as it was, add an exchange with another name, and bind the queues to both. When no instance of ${before} runs, nobody publishes to ${name}: delete it.`,
  "removed exchange": (name, before) =>
    `Keep ${name} and its bindings until no instance of ${before} runs, and delete it then.`,
  "changed binding": (_, before) =>
    `Add a binding with another routing key beside it, and remove the old one when no instance of ${before} runs.`,
  "removed binding": (_, before) => `Keep it beside the new one until no instance of ${before} runs.`,
};
