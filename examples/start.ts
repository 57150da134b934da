import { MongoClient } from "mongodb";
import { amqpBroker } from "#messaging/amqp/broker.ts";
import { mongoStore } from "#messaging/mongo/store.ts";
import { run } from "#messaging/running/run-service.ts";
import type { Performer, Service } from "#messaging/service.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { contracts } from "./contracts/contracts.ts";

export interface Servers {
  readonly rabbitmq: string;
  readonly mongodb: string;
}

/** Runs an instance of a service on RabbitMQ and MongoDB. Each service has a database of its own. */
export async function start(service: Service, servers: Servers, performers: readonly Performer[] = []) {
  const { collections, indexes, name } = service;
  const clock = systemClock();
  const client = new MongoClient(servers.mongodb, { appName: name });
  const store = await mongoStore({ client, database: `club_${name}`, collections, indexes });
  const broker = amqpBroker({ url: servers.rabbitmq, name, clock });
  const running = await run(service, { contracts, broker, store, clock, performers });
  return {
    clock,
    running,
    store,
    /** Finishes what is under way, then closes the connections. */
    async stop() {
      await running.stop();
      await Promise.all([broker.close(), store.close()]);
    },
  };
}
