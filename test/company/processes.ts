// The whole company as real processes on real servers, for tests that break it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { MongoClient } from "mongodb";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/topology.ts";
import type { Deployment } from "#stage/remote/deployment.ts";
import { definitionsOf } from "../../deployment/rabbitmq/definitions.ts";
import { passwordVariable, users } from "../../deployment/rabbitmq/users.ts";
import type { MongoDb } from "../servers/mongodb.ts";
import { freePort } from "../servers/ports.ts";
import type { RabbitMq } from "../servers/rabbitmq.ts";
import { startGateway } from "./gateway.ts";
import { startPostOffice } from "./post-office.ts";

export interface Company {
  readonly deployment: Deployment;
  /** Ends an instance with SIGKILL, and waits until it is gone. */
  kill(service: ServiceName, instance?: number): Promise<void>;
  /** Starts an instance, and waits until it is ready. */
  start(service: ServiceName, instance?: number): Promise<void>;
  /** The mails that were sent so far, as they came over the wire. */
  mails(): readonly string[];
  /** What an instance counts, as Prometheus reads it. */
  metrics(service: ServiceName, instance?: number): Promise<string>;
  /** Ends everything in good order; the exit status of each instance. */
  stop(): Promise<readonly (number | null)[]>;
}

export interface CompanyOptions {
  readonly rabbitmq: RabbitMq;
  readonly mongodb: MongoDb;
  /** How many instances of a service. Default 1. */
  readonly instances?: Readonly<Partial<Record<ServiceName, number>>>;
  /** More for the environment of the services. */
  readonly environment?: Readonly<Record<string, string>>;
}

const jwtSecret = "a secret of 32 characters, for tests";
const webhookSecret = "webhooks of the tests";
const times = { PAYMENT_EXPIRY: "3s", COOKING_TIME: "2s", TRAVEL_TIME: "1500ms", GIVING_UP_AFTER: "2s" };
const minuteMs = 100;

/** Starts the company with empty databases, in a virtual host of its own. */
export async function startCompany(options: CompanyOptions): Promise<Company> {
  const { rabbitmq, mongodb, instances = {}, environment = {} } = options;
  const broker = new URL(await rabbitmq.freshVhost());
  const vhost = decodeURIComponent(broker.pathname.slice(1));
  const passwords = Object.fromEntries(
    users.map((user) => [passwordVariable(user), `${user.name}-of-the-tests`]),
  );
  await rabbitmq.load(definitionsOf(passwords, vhost));
  await empty(mongodb.url);

  const running = new Map<string, { readonly child: ChildProcess; readonly url: string }>();
  const children = new Set<ChildProcess>();
  const post = await startPostOffice();
  const gateway = await startGateway((service) =>
    [...running].flatMap(([name, { url }]) => (name.startsWith(`${service}#`) ? [url] : [])),
  );
  const providerPort = await freePort();
  const providerUrl = `http://127.0.0.1:${providerPort}`;
  const provider = spawned(children, "outside/payment-provider/main.ts", {
    PORT: String(providerPort),
    WEBHOOK_URL: `${gateway.url}/payments/webhook`,
    WEBHOOK_SECRET: webhookSecret,
  });

  const as = (user: string): string => {
    const url = new URL(broker);
    url.username = user;
    url.password = `${user}-of-the-tests`;
    return url.toString();
  };

  async function start(service: ServiceName, instance = 1): Promise<void> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = spawned(children, `${service}/main.ts`, {
      ...times,
      RABBITMQ_URL: as(service),
      MONGODB_URL: mongodb.url,
      JWT_SECRET: jwtSecret,
      WEBHOOK_SECRET: webhookSecret,
      PROVIDER_URL: providerUrl,
      SMTP_URL: post.url,
      PORT: String(port),
      LOG_LEVEL: "error",
      REQUESTS_PER_MINUTE: "1000000",
      ...environment,
    });
    await ready(`${url}/readyz`, child);
    running.set(`${service}#${instance}`, { child, url });
  }

  const found = (service: ServiceName, instance: number) => {
    const one = running.get(`${service}#${instance}`);
    if (!one) throw new Error(`${service}#${instance} is not running`);
    return one;
  };

  async function stop(): Promise<readonly (number | null)[]> {
    await gateway.close();
    const instances = [...running.values()].map(({ child }) => child);
    for (const child of instances) child.kill("SIGTERM");
    const statuses = await Promise.all(instances.map(gone));
    provider.kill("SIGTERM");
    await gone(provider);
    await post.close();
    return statuses;
  }

  try {
    await ready(`${providerUrl}/healthz`, provider);
    await Promise.all(
      services.flatMap((service) =>
        Array.from({ length: instances[service] ?? 1 }, (_, i) => start(service, i + 1)),
      ),
    );
  } catch (error) {
    for (const child of children) child.kill("SIGKILL");
    await gateway.close();
    await post.close();
    throw error;
  }

  return {
    deployment: { url: gateway.url, providerUrl, rabbitmqUrl: as("observer"), jwtSecret, minuteMs },
    mails: post.mails,
    start,
    stop,
    async kill(service, instance = 1) {
      const { child } = found(service, instance);
      running.delete(`${service}#${instance}`);
      child.kill("SIGKILL");
      await gone(child);
    },
    async metrics(service, instance = 1) {
      return (await fetch(`${found(service, instance).url}/metrics`)).text();
    },
  };
}

/** None of them outlives the tests. */
function spawned(
  children: Set<ChildProcess>,
  main: string,
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  children.add(child);
  child.once("exit", () => {
    process.off("exit", end);
    children.delete(child);
  });
  return child;
}

async function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

/** Asks until the answer is yes, for a minute at most. */
async function ready(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; ) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null) throw new Error(`${url}: the process ended with ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`${url}: not ready after a minute: ${await answer?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The services' databases are named after them. */
async function empty(url: string): Promise<void> {
  const client = new MongoClient(url);
  for (const service of services) await client.db(service).dropDatabase();
  await client.close();
}
