import { mkdirSync } from "node:fs";
import { MongoClient } from "mongodb";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/topology.ts";
import type { Commit } from "#stage/company/recorder.ts";
import { type Company, type CompanyOptions, startCompany } from "#stage/processes/company-processes.ts";
import { listen } from "#stage/remote/listener.ts";
import { type Clocks, createClocks } from "./clocks.ts";
import { type Customers, startCustomers } from "./customers.ts";
import { violationsFound } from "./evidence.ts";
import type { Instance } from "./network.ts";
import { followOplog } from "./oplog.ts";
import { followOrders, type OrdersUnderWay } from "./orders-under-way.ts";
import { type Queues, queuesAt } from "./queues.ts";
import { untilRest } from "./rest.ts";
import type { Servers } from "./servers.ts";

/** A company under load, with everything that can be done to it. */
export interface Arena extends Servers {
  readonly company: Company;
  readonly instances: readonly Instance[];
  readonly clocks: Clocks;
  readonly queues: Queues;
  readonly orders: OrdersUnderWay;
  /** Customers come, until they are stopped. */
  open(perSecond: number): Customers;
  /** How many orders customers know of. */
  placed(): number;
  /** A message that nobody can read was put into the inbox of a service. */
  poison(service: ServiceName): Promise<void>;
  /** Waits until nothing moves any more, at most so long, and says which promises are broken. */
  verdict(withinMs: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Two of those whom customers ask most, one of each other. */
const howMany: Readonly<Partial<Record<ServiceName, number>>> = { orders: 2, payments: 2 };

export const instancesOfTheHouse: readonly Instance[] = services.flatMap((service) =>
  Array.from({ length: howMany[service] ?? 1 }, (_, i) => ({ service, number: i + 1 })),
);

// As short as it takes to set a timer at all, so that what takes long is what was disturbed.
const times = { COOKING_TIME: "100ms", TRAVEL_TIME: "100ms", PAYMENT_EXPIRY: "10s", LOG_LEVEL: "warn" };

export interface ArenaOptions {
  readonly servers: Servers;
  /** The folder that takes what each process says. */
  readonly logs: string;
  /** Whether clocks can be set, which costs a little. */
  readonly withClocks: boolean;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
}

/** Starts a company on servers that are there. */
export async function openArena({ logs, random, servers, withClocks }: ArenaOptions): Promise<Arena> {
  const { mongodb, network, rabbitmq } = servers;
  mkdirSync(logs, { recursive: true });
  const clocks = createClocks(`${logs}/clocks`);
  const client = new MongoClient(`mongodb://127.0.0.1:${mongodb.port}/?directConnection=true`);
  const mongo = await client.connect();
  network.forget();
  const oplog = await followOplog(mongo);
  const company = await startOrClose(mongo, {
    rabbitmq,
    mongodb,
    logs,
    instances: howMany,
    brokerPort: (service, number) => network.brokerPort({ service, number }),
    environment: (service, number) => ({
      ...times,
      ...(withClocks ? clocks.environment({ service, number }) : {}),
    }),
  });
  const { deployment } = company;
  const queues = queuesAt(rabbitmq, company.brokerUrl);
  const listener = await listen(deployment, () => {}).catch(async (error) => {
    await company.stop();
    await mongo.close();
    throw error;
  });
  const orders = followOrders(mongo);
  const commits: Commit[] = [];
  const poisoned: Partial<Record<ServiceName, number>> = {};

  return {
    ...servers,
    company,
    clocks,
    queues,
    orders,
    instances: instancesOfTheHouse,
    open: (perSecond) => startCustomers({ deployment, perSecond, random, onPlaced: orders.follow }),
    placed: () => orders.known().length,
    async poison(service) {
      await queues.poison(service);
      poisoned[service] = (poisoned[service] ?? 0) + 1;
    },
    async verdict(withinMs) {
      const moving = await untilRest({ mongo, listener }, withinMs);
      commits.push(...(await oplog.read()));
      const placed = orders.known();
      const found = await violationsFound({ mongo, queues, deployment, commits, placed, poisoned });
      return [...found, ...moving.map((what) => `it comes to rest: there are still ${what}`)];
    },
    async close() {
      orders.stop();
      await listener.close();
      await company.stop();
      await mongo.close();
    },
  };
}

/** A connection that stays open would keep this process alive. */
async function startOrClose(mongo: MongoClient, options: CompanyOptions): Promise<Company> {
  try {
    return await startCompany(options);
  } catch (error) {
    await mongo.close();
    throw error;
  }
}
