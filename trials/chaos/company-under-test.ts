import { mkdirSync } from "node:fs";
import { MongoClient } from "mongodb";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Commit } from "#stage/narrative/commits.ts";
import { type Company, type CompanyOptions, startCompany } from "#stage/processes/company-processes.ts";
import { observeDeployment } from "#stage/remote/observer.ts";
import { type Clocks, createClocks } from "./clocks.ts";
import { type Customers, startCustomers } from "./customers.ts";
import { findViolations } from "./find-violations.ts";
import type { Instance } from "./network/network.ts";
import { followOrders, type OrdersUnderWay } from "./orders-under-way.ts";
import { waitForRest } from "./rest.ts";
import { followOplog } from "./servers/oplog.ts";
import { type Queues, queuesAt } from "./servers/queues.ts";
import type { Servers } from "./servers/servers.ts";

/** A company under load, with the controls that faults need. */
export interface CompanyUnderTest extends Servers {
  readonly company: Company;
  readonly instances: readonly Instance[];
  readonly clocks: Clocks;
  readonly queues: Queues;
  readonly orders: OrdersUnderWay;
  /** Starts customers, who place orders until they are stopped. */
  open(perSecond: number): Customers;
  /** How many orders were accepted. */
  placed(): number;
  /** Publishes an unreadable message to the inbox of a service. */
  poison(service: ServiceName): Promise<void>;
  /** Waits until the company is at rest, at most `withinMs`, and returns the violations. */
  checkAtRest(withinMs: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Two instances of the services with the most requests, one of each other. */
const instanceCounts: Readonly<Partial<Record<ServiceName, number>>> = { orders: 2, payments: 2 };

export const allInstances: readonly Instance[] = services.flatMap((service) =>
  Array.from({ length: instanceCounts[service] ?? 1 }, (_, i) => ({ service, number: i + 1 })),
);

// Timers are as short as possible, so that only faults make an order take long.
const times = { COOKING_TIME: "100ms", TRAVEL_TIME: "100ms", PAYMENT_EXPIRY: "10s", LOG_LEVEL: "warn" };

export interface CompanyUnderTestOptions {
  readonly servers: Servers;
  /** The folder for the logs of the processes. */
  readonly logs: string;
  /** Whether clocks can be set; it has a small cost. */
  readonly withClocks: boolean;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
}

/** Starts a company on running servers. */
export async function startCompanyUnderTest({
  logs,
  random,
  servers,
  withClocks,
}: CompanyUnderTestOptions): Promise<CompanyUnderTest> {
  const { mongodb, network, rabbitmq } = servers;
  mkdirSync(logs, { recursive: true });
  const clocks = createClocks(`${logs}/clocks`);
  const client = new MongoClient(`mongodb://127.0.0.1:${mongodb.port}/?directConnection=true`);
  const mongo = await client.connect();
  network.forgetDeliveries();
  const oplog = await followOplog(mongo);
  const company = await startOrClose(mongo, {
    rabbitmq,
    mongodb,
    logs,
    instances: instanceCounts,
    brokerPort: (service, number) => network.brokerPort({ service, number }),
    environment: (service, number) => ({
      ...times,
      ...(withClocks ? clocks.environment({ service, number }) : {}),
    }),
  });
  const { deployment } = company;
  const queues = queuesAt(rabbitmq, company.brokerUrl);
  const observer = await observeDeployment(deployment, () => {}).catch(async (error) => {
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
    instances: allInstances,
    open: (perSecond) => startCustomers({ deployment, perSecond, random, onPlaced: orders.follow }),
    placed: () => orders.known().length,
    async poison(service) {
      await queues.poison(service);
      poisoned[service] = (poisoned[service] ?? 0) + 1;
    },
    async checkAtRest(withinMs) {
      const moving = await waitForRest({ mongo, observer }, withinMs);
      commits.push(...(await oplog.read()));
      const placed = orders.known();
      const found = await findViolations({ mongo, queues, deployment, commits, placed, poisoned });
      return [...found, ...moving.map((what) => `the company comes to rest: there are still ${what}`)];
    },
    async close() {
      orders.stop();
      await observer.close();
      await company.stop();
      await mongo.close();
    },
  };
}

/** Closes the connection on failure; otherwise it would keep this process alive. */
async function startOrClose(mongo: MongoClient, options: CompanyOptions): Promise<Company> {
  try {
    return await startCompany(options);
  } catch (error) {
    await mongo.close();
    throw error;
  }
}
