import { connect } from "amqplib";
import { contracts } from "#contracts/contracts.ts";
import { companyTopology } from "#messaging/topology.ts";
import { type OwnMongoDb, startMongoDb } from "#tooling/servers/mongodb.ts";
import { type OwnRabbitMq, startRabbitMq } from "#tooling/servers/rabbitmq.ts";
import { findProcess } from "./processes/processes.ts";

const topology = companyTopology(contracts);

/** RabbitMQ and MongoDB on this machine, started and removed by the bench. */
export interface Servers {
  readonly mongoUrl: string;
  /** Their process ids; undefined where they are not visible. */
  readonly pids: { readonly rabbitmq: number | undefined; readonly mongodb: number | undefined };
  /** Creates a virtual host with the whole topology, and returns its URL. */
  freshBroker(): Promise<string>;
  remove(): Promise<void>;
}

/** Starts both, in about 10 s. @throws Error if RabbitMQ or MongoDB is not installed */
export async function startServers(): Promise<Servers> {
  const [rabbitmq, mongodb]: [OwnRabbitMq, OwnMongoDb] = await Promise.all([
    startRabbitMq(),
    startMongoDb(undefined, { ownCache: true }),
  ]);
  return {
    mongoUrl: mongodb.url,
    pids: {
      rabbitmq: findProcess("beam.smp", `pas-de-cinq-${rabbitmq.port}@`),
      mongodb: findProcess("mongod", "--replSet", String(mongodb.port)),
    },
    async freshBroker() {
      const url = await rabbitmq.freshVhost();
      await declare(url);
      return url;
    },
    remove: async () => void (await Promise.all([rabbitmq.remove(), mongodb.remove()])),
  };
}

async function declare(url: string): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  for (const { name, type } of topology.exchanges) await channel.assertExchange(name, type);
  await channel.assertExchange(contracts.hopsExchange, "fanout", { durable: false });
  for (const { name, durable, arguments: settings } of topology.queues) {
    await channel.assertQueue(name, { durable, arguments: settings });
  }
  for (const { exchange, queue, routingKey } of topology.bindings) {
    await channel.bindQueue(queue, exchange, routingKey);
  }
  await connection.close();
}
