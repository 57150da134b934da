import { contracts } from "#contracts/contracts.ts";
import { services } from "#contracts/hears.ts";
import { markerOf } from "#messaging/amqp/marker.ts";
import { companyTopology } from "#messaging/topology.ts";
import { hashingAlgorithm, hashOf } from "./password.ts";
import { passwordVariable, type User, users } from "./users.ts";

const topology = companyTopology(contracts);

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that the broker needs before a service starts, in RabbitMQ's format. */
export type Definitions = ReturnType<typeof definitionsOf>;

/** A password is missing or not valid. */
export class BadPasswords extends Error {
  override readonly name = "BadPasswords";
}

/**
 * Derives the broker's definitions from the contracts. There are no policies: queue settings are arguments,
 * because a service can check only those.
 *
 * @param environment has a password for each user
 *
 * @throws BadPasswords with one line for each password that is missing or not valid
 */
export function definitionsOf(environment: Environment, vhost = "/") {
  const passwords = readPasswords(environment);
  const { exchanges, queues, bindings } = topology;
  return {
    vhosts: [{ name: vhost }],
    users: users.map(({ name, tags }) => ({
      name,
      password_hash: hashOf(passwords.get(name) ?? ""),
      hashing_algorithm: hashingAlgorithm,
      tags,
    })),
    permissions: users.map(({ name, configure, write, read }) => ({
      user: name,
      vhost,
      configure,
      write,
      read,
    })),
    topic_permissions: users.flatMap(({ name, topics }) =>
      topics.map(({ exchange, write, read }) => ({ user: name, vhost, exchange, write, read })),
    ),
    policies: [],
    exchanges: [
      ...exchanges,
      ...services.map((name) => markerOf(contracts, name)),
      { name: contracts.hopsExchange, type: "fanout" },
    ].map(({ name, type }) => ({
      name,
      vhost,
      type,
      durable: name !== contracts.hopsExchange,
      auto_delete: false,
      internal: false,
      arguments: {},
    })),
    queues: queues.map(({ name, durable, arguments: settings }) => ({
      name,
      vhost,
      durable,
      auto_delete: false,
      arguments: settings,
    })),
    bindings: bindings.map(({ exchange, queue, routingKey }) => ({
      source: exchange,
      vhost,
      destination: queue,
      destination_type: "queue",
      routing_key: routingKey,
      arguments: {},
    })),
  };
}

// Passwords are part of URLs, where other characters would have to be encoded.
const usable = /^[A-Za-z0-9._~-]{8,128}$/;

function readPasswords(environment: Environment): ReadonlyMap<User["name"], string> {
  const all = users.map((user) => ({ user, password: environment[passwordVariable(user)] ?? "" }));
  const problems = all
    .filter(({ password }) => !usable.test(password))
    .map(({ user, password }) => {
      const what = password ? "cannot be used" : "is missing";
      return `${passwordVariable(user)} ${what}: it must be 8 to 128 letters, digits and . _ ~ -`;
    });
  if (problems.length > 0) throw new BadPasswords(problems.join("\n"));
  return new Map(all.map(({ user, password }) => [user.name, password]));
}
