import { contracts } from "#contracts/contracts.ts";
import {
  cancellationsExchange,
  eventsExchange,
  exchangeOf,
  hopsExchange,
  parkedExchange,
} from "#contracts/exchanges.ts";
import { validators } from "#contracts/generated/validators.js";
import { services } from "#contracts/hears.ts";
import { markersOf } from "#messaging/amqp/marker.ts";
import { companyTopology, queuesOf, retryExchangeOf } from "#messaging/topology.ts";

const topology = companyTopology(contracts);

/** A user of the broker, and their permissions as regular expressions over names. */
export interface User {
  readonly name: string;
  readonly tags: readonly "administrator"[];
  /** Create and delete. Also needed to declare an existing queue or exchange in order to check it. */
  readonly configure: string;
  /** Publish to exchanges, and bind queues. */
  readonly write: string;
  /** Consume from queues, and bind to exchanges. */
  readonly read: string;
  /**
   * The routing keys for a topic exchange. RabbitMQ has no such permission for fanout and direct exchanges.
   */
  readonly topics: readonly { readonly exchange: string; readonly write: string; readonly read: string }[];
}

const nothing = "^$";
const everything = ".*";

/** A service publishes only its own events and hops, and reads only its own queues. */
const serviceUser = (name: (typeof services)[number]): User => {
  const { inbox, parked, retry } = queuesOf(name);
  const says = Object.keys(validators).filter((type) => type.startsWith(`${name}.`));
  const publishesTo = new Set([...says.map(exchangeOf), parkedExchange, retryExchangeOf(name), hopsExchange]);
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

/** Observes all events and hops through its own temporary queues, and publishes nothing. */
const observer: User = {
  name: "observer",
  tags: [],
  configure: "^observer\\.",
  write: "^observer\\.",
  read: anyOf(["observer\\..*", ...[eventsExchange, cancellationsExchange, hopsExchange].map(literally)]),
  topics: [{ exchange: eventsExchange, write: nothing, read: everything }],
};

/**
 * Counts the messages in the services' queues, and can do nothing else. Since 4.2.7 and 4.3.1, RabbitMQ needs
 * some permission on a queue to show its length. `write` is the weakest: to bind also takes `read` on an
 * exchange, and to publish takes `write` on one.
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
 * The engineer on call: lists parked messages, and redrives them to the service that parked them.
 * `operator.*` queues are locks, so that only one operator works on a queue at a time.
 */
const operator: User = {
  name: "operator",
  tags: [],
  configure: "^operator\\.",
  write: oneOf(services.map(retryExchangeOf)),
  read: oneOf(services.map((name) => queuesOf(name).parked)),
  topics: [],
};

/** The administrator of the broker. */
const admin: User = {
  name: "admin",
  tags: ["administrator"],
  configure: everything,
  write: everything,
  read: everything,
  topics: [],
};

/** All users of the broker. */
export const users: readonly User[] = [admin, operator, observer, counter, ...services.map(serviceUser)];

/** The environment variable for a user's password. */
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
