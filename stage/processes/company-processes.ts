// The whole company as real processes on real servers, for tests that break it.
import { MongoClient } from "mongodb";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/topology.ts";
import { definitionsOf } from "#operations/rabbitmq/definitions.ts";
import { passwordVariable, users } from "#operations/rabbitmq/users.ts";
import type { Deployment } from "#stage/remote/deployment.ts";
import type { MongoDb } from "#tooling/servers/mongodb.ts";
import { freePort } from "#tooling/servers/ports.ts";
import type { RabbitMq } from "#tooling/servers/rabbitmq.ts";
import { type Child, type ChildOptions, gone, ready, startChild } from "./child.ts";
import { startGateway } from "./gateway.ts";
import { startPostOffice } from "./post-office.ts";

export interface Company {
  readonly deployment: Deployment;
  /** RabbitMQ's administrator URL, with the company's virtual host. */
  readonly brokerUrl: string;
  /** The running instances, and the provider. */
  processes(): readonly { readonly name: string; readonly pid: number; readonly url: string }[];
  /** Kills an instance with SIGKILL, and waits until it has exited. */
  kill(service: ServiceName, instance?: number): Promise<void>;
  /** Sends an instance a signal: SIGSTOP, SIGCONT. */
  signal(service: ServiceName, instance: number, signal: NodeJS.Signals): void;
  /** Starts an instance, and waits until it is ready. */
  start(service: ServiceName, instance?: number): Promise<void>;
  /** Loads the topology of the contracts into the broker again, which restores anything deleted. */
  loadDefinitions(): Promise<void>;
  /** The last thousand mails, as raw text. */
  mails(): readonly string[];
  /** An instance's metrics, in the Prometheus text format. */
  metrics(service: ServiceName, instance?: number): Promise<string>;
  /** Shuts everything down gracefully, and returns the exit status of each instance. */
  stop(): Promise<readonly (number | null)[]>;
}

export interface CompanyOptions {
  readonly rabbitmq: RabbitMq;
  readonly mongodb: MongoDb;
  /** How many instances of a service. Default 1. */
  readonly instances?: Readonly<Partial<Record<ServiceName, number>>>;
  /** Additional environment variables of an instance. */
  readonly environment?: (service: ServiceName, instance: number) => Readonly<Record<string, string>>;
  /** The port at which an instance reaches the broker, if there is a proxy. */
  readonly brokerPort?: (service: ServiceName, instance: number) => number;
  /** The folder for the logs of each process. Default: standard error is shown. */
  readonly logs?: string;
}

const jwtSecret = "a secret of 32 characters, for tests";
const webhookSecret = "webhooks of the tests";
const times = { PAYMENT_EXPIRY: "3s", COOKING_TIME: "2s", TRAVEL_TIME: "1500ms", GIVING_UP_AFTER: "2s" };
const minuteMs = 100;

/**
 * Starts the company with empty databases, in a virtual host of its own.
 *
 * @throws Error with a process's standard error if it does not start; every other process is killed then
 */
export async function startCompany(options: CompanyOptions): Promise<Company> {
  const { brokerPort, environment, instances = {}, logs, mongodb, rabbitmq } = options;
  const brokerUrl = await rabbitmq.freshVhost();
  const vhost = decodeURIComponent(new URL(brokerUrl).pathname.slice(1));
  const passwords = Object.fromEntries(
    users.map((user) => [passwordVariable(user), `${user.name}-of-the-tests`]),
  );
  const loadDefinitions = () => rabbitmq.load(definitionsOf(passwords, vhost));
  await loadDefinitions();
  await empty(mongodb.url);

  const running = new Map<string, { readonly child: Child; readonly url: string }>();
  const post = await startPostOffice();
  const gateway = await startGateway((service) =>
    [...running].flatMap(([name, { url }]) => (name.startsWith(`${service}#`) ? [url] : [])),
  );
  const logOf = (name: string) => (logs === undefined ? undefined : `${logs}/${name}.log`);
  const providerPort = await freePort();
  const providerUrl = `http://127.0.0.1:${providerPort}`;
  const begun: Child[] = [];
  const begin = (options: ChildOptions): Child => {
    const child = startChild(options);
    begun.push(child);
    return child;
  };
  const provider = begin({
    main: "outside/payment-provider/main.ts",
    log: logOf("provider"),
    environment: {
      PORT: String(providerPort),
      WEBHOOK_URL: `${gateway.url}/payments/webhook`,
      WEBHOOK_SECRET: webhookSecret,
    },
  });

  const as = (user: string, port?: number): string => {
    const url = new URL(brokerUrl);
    url.username = user;
    url.password = `${user}-of-the-tests`;
    if (port !== undefined) url.port = String(port);
    return url.toString();
  };

  async function start(service: ServiceName, instance = 1): Promise<void> {
    const name = `${service}#${instance}`;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const common = {
      ...times,
      RABBITMQ_URL: as(service, brokerPort?.(service, instance)),
      MONGODB_URL: mongodb.url,
      JWT_SECRET: jwtSecret,
      WEBHOOK_SECRET: webhookSecret,
      PROVIDER_URL: providerUrl,
      SMTP_URL: post.url,
      PORT: String(port),
      LOG_LEVEL: "error",
      REQUESTS_PER_MINUTE: "1000000",
    };
    const child = begin({
      main: `${service}/main.ts`,
      log: logOf(name),
      environment: { ...common, ...environment?.(service, instance) },
    });
    await ready(`${url}/readyz`, child).catch((error) => {
      child.process.kill("SIGKILL");
      throw error;
    });
    running.set(name, { child, url });
  }

  const found = (service: ServiceName, instance: number) => {
    const one = running.get(`${service}#${instance}`);
    if (!one) throw new Error(`${service}#${instance} is not running`);
    return one;
  };

  async function stop(): Promise<readonly (number | null)[]> {
    await gateway.close();
    const instances = [...running.values()].map(({ child }) => child);
    for (const child of instances) child.process.kill("SIGTERM");
    const statuses = await Promise.all(instances.map(gone));
    provider.process.kill("SIGTERM");
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
    for (const child of begun) child.process.kill("SIGKILL");
    await Promise.all(begun.map(gone));
    await gateway.close();
    await post.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the company does not start: ${why}`, { cause: error });
  }

  return {
    deployment: {
      url: gateway.url,
      providerUrl,
      rabbitmqUrl: as("observer"),
      countingUrl: as("counter"),
      jwtSecret,
      minuteMs,
    },
    brokerUrl,
    processes: () =>
      [...running, ["provider", { child: provider, url: providerUrl }] as const].map(
        ([name, { child, url }]) => ({ name, pid: child.process.pid ?? 0, url }),
      ),
    mails: post.mails,
    start,
    stop,
    loadDefinitions,
    async kill(service, instance = 1) {
      const { child } = found(service, instance);
      running.delete(`${service}#${instance}`);
      child.process.kill("SIGKILL");
      await gone(child);
    },
    signal: (service, instance, signal) => void found(service, instance).child.process.kill(signal),
    async metrics(service, instance = 1) {
      return (await fetch(`${found(service, instance).url}/metrics`)).text();
    },
  };
}

/** The services' databases are named after them. */
async function empty(url: string): Promise<void> {
  const client = new MongoClient(url);
  for (const service of services) await client.db(service).dropDatabase();
  await client.close();
}
