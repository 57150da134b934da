import { validators } from "#contracts/generated/validators.js";
import {
  cancellationsExchange,
  eventsExchange,
  exchangeOf,
  parkedExchange,
  queuesOf,
  retryExchangeOf,
  services,
  topology,
} from "#contracts/topology.ts";
import { markersOf } from "#messaging/amqp/marker.ts";

/** Somebody who may log in to the broker, and what they may do there, as regular expressions over names. */
export interface User {
  readonly name: string;
  readonly tags: readonly "administrator"[];
  /**
   * Create and delete. Declaring what exists, to see whether its arguments differ or whether it is there,
   * counts as well.
   */
  readonly configure: string;
  /** Publish to exchanges, bind queues. */
  readonly write: string;
  /** Consume from queues, bind to exchanges. */
  readonly read: string;
  /**
   * The routing keys of a topic exchange. A fanout and a direct exchange know no such permission: RabbitMQ
   * checks topics alone.
   */
  readonly topics: readonly { readonly exchange: string; readonly write: string; readonly read: string }[];
}

const nothing = "^$";
const everything = ".*";

/** A service publishes what its contracts say, in its own name, and reads only its own queues. */
const serviceUser = (name: (typeof services)[number]): User => {
  const { inbox, parked, retry } = queuesOf(name);
  const says = Object.keys(validators).filter((type) => type.startsWith(`${name}.`));
  const publishesTo = new Set([...says.map(exchangeOf), parkedExchange, retryExchangeOf(name)]);
  return {
    name,
    tags: [],
    configure: anyOf([
      ...[inbox, ...retry.map((queue) => queue.name), parked].map(literally),
      markersOf(name),
    ]),
    write: oneOf([...publishesTo]),
    read: oneOf([inbox, parked]),
    topics: [{ exchange: eventsExchange, write: `^${name}\\.`, read: nothing }],
  };
};

/** Listens to everything through queues of its own, which are gone when it goes, and says nothing. */
const observer: User = {
  name: "observer",
  tags: [],
  configure: "^observer\\.",
  write: "^observer\\.",
  read: anyOf(["observer\\..*", ...[eventsExchange, cancellationsExchange].map(literally)]),
  topics: [{ exchange: eventsExchange, write: nothing, read: everything }],
};

/**
 * Counts the messages in the services' queues, and can do nothing with them. To show how many a queue holds,
 * RabbitMQ wants some permission on it since 4.2.7 and 4.3.1. `write` on a queue is the least of them: alone
 * it neither binds, which takes `read` on an exchange too, nor publishes, which takes `write` on an exchange.
 */
const counter: User = {
  name: "counter",
  tags: [],
  configure: nothing,
  write: oneOf(topology.queues.map(({ name }) => name)),
  read: nothing,
  topics: [{ exchange: eventsExchange, write: nothing, read: nothing }],
};

/**
 * The person on call: looks at what is parked, and hands it back to the service that parked it. `operator.*`
 * are locks, so that two do not do it at the same time.
 */
const operator: User = {
  name: "operator",
  tags: [],
  configure: "^operator\\.",
  write: oneOf(services.map(retryExchangeOf)),
  read: oneOf(services.map((name) => queuesOf(name).parked)),
  topics: [],
};

/** The person who repairs the broker itself. */
const admin: User = {
  name: "admin",
  tags: ["administrator"],
  configure: everything,
  write: everything,
  read: everything,
  topics: [],
};

/** Everybody who may log in to the broker. */
export const users: readonly User[] = [admin, operator, observer, counter, ...services.map(serviceUser)];

/** The environment variable that a user's password comes from. */
export const passwordVariable = ({ name }: Pick<User, "name">): string =>
  `RABBITMQ_${name.toUpperCase()}_PASSWORD`;

function oneOf(names: readonly string[]): string {
  return anyOf(names.map(literally));
}

function anyOf(patterns: readonly string[]): string {
  return `^(${patterns.join("|")})$`;
}

function literally(name: string): string {
  return name.replaceAll(".", "\\.");
}
