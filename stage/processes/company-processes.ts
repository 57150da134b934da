// The whole company as real processes on real servers, for tests that break it.
import { MongoClient } from "mongodb";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { definitionsOf } from "#operations/rabbitmq/definitions.ts";
import { passwordVariable, users } from "#operations/rabbitmq/users.ts";
import type { Deployment } from "#stage/remote/deployment.ts";
import { gone, ready } from "#tooling/servers/child.ts";
import type { MongoDb } from "#tooling/servers/mongodb.ts";
import { freePort } from "#tooling/servers/ports.ts";
import type { RabbitMq } from "#tooling/servers/rabbitmq.ts";
import { startGateway } from "./gateway.ts";
import { type Instance, Instances } from "./instances.ts";
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
const passwordOf = (user: string) => `${user}-of-the-tests`;
const passwords = Object.fromEntries(users.map((user) => [passwordVariable(user), passwordOf(user.name)]));

/**
 * Starts the company with empty databases, in a virtual host of its own.
 *
 * @throws Error with a process's standard error if it does not start; every other process is killed then
 */
export async function startCompany(options: CompanyOptions): Promise<Company> {
  const { logs, mongodb, rabbitmq } = options;
  const brokerUrl = await rabbitmq.freshVhost();
  const vhost = decodeURIComponent(new URL(brokerUrl).pathname.slice(1));
  const loadDefinitions = () => rabbitmq.load(definitionsOf(passwords, vhost));
  await loadDefinitions();
  await dropDatabases(mongodb.url);

  const post = await startPostOffice();
  const providerPort = await freePort();
  const providerUrl = `http://127.0.0.1:${providerPort}`;
  const addresses: Addresses = { brokerUrl, mongodbUrl: mongodb.url, providerUrl, smtpUrl: post.url };
  const instances = new Instances({ logs, environment: environmentOf(addresses, options) });
  const gateway = await startGateway((service) => instances.urlsOf(service));
  const provider = instances.startProgram("provider", {
    main: "outside/payment-provider/main.ts",
    environment: {
      PORT: String(providerPort),
      WEBHOOK_URL: `${gateway.url}/payments/webhook`,
      WEBHOOK_SECRET: webhookSecret,
    },
  });

  try {
    await ready(`${providerUrl}/healthz`, provider);
    await startAll(instances, options.instances);
  } catch (error) {
    await instances.abort();
    await gateway.close();
    await post.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the company does not start: ${why}`, { cause: error });
  }

  return {
    deployment: deploymentAt(gateway.url, addresses),
    brokerUrl,
    loadDefinitions,
    mails: post.mails,
    ...controlsOf(instances, { child: provider, url: providerUrl }),
    async stop() {
      await gateway.close();
      const statuses = await instances.stop();
      provider.process.kill("SIGTERM");
      await gone(provider);
      await post.close();
      return statuses;
    },
  };
}

interface Addresses {
  /** RabbitMQ's administrator URL, with the company's virtual host. */
  readonly brokerUrl: string;
  readonly mongodbUrl: string;
  readonly providerUrl: string;
  readonly smtpUrl: string;
}

const environmentOf =
  ({ brokerUrl, mongodbUrl, providerUrl, smtpUrl }: Addresses, options: CompanyOptions) =>
  (service: ServiceName, instance: number, port: number): Readonly<Record<string, string>> => ({
    ...times,
    RABBITMQ_URL: urlFor(service, brokerUrl, options.brokerPort?.(service, instance)),
    MONGODB_URL: mongodbUrl,
    JWT_SECRET: jwtSecret,
    WEBHOOK_SECRET: webhookSecret,
    PROVIDER_URL: providerUrl,
    SMTP_URL: smtpUrl,
    PORT: String(port),
    LOG_LEVEL: "error",
    REQUESTS_PER_MINUTE: "1000000",
    ...options.environment?.(service, instance),
  });

/** The broker's URL for one of its users, through a proxy's port if there is one. */
function urlFor(user: string, brokerUrl: string, port?: number): string {
  const url = new URL(brokerUrl);
  url.username = user;
  url.password = passwordOf(user);
  if (port !== undefined) url.port = String(port);
  return url.toString();
}

const deploymentAt = (url: string, { brokerUrl, providerUrl }: Addresses): Deployment => ({
  url,
  providerUrl,
  rabbitmqUrl: urlFor("observer", brokerUrl),
  countingUrl: urlFor("counter", brokerUrl),
  jwtSecret,
  minuteMs,
});

const startAll = (processes: Instances, counts: CompanyOptions["instances"] = {}) =>
  Promise.all(
    services.flatMap((service) =>
      Array.from({ length: counts[service] ?? 1 }, (_, i) => processes.start(service, i + 1)),
    ),
  );

/** What a test can do to the running processes. */
const controlsOf = (
  instances: Instances,
  provider: Instance,
): Pick<Company, "processes" | "start" | "kill" | "signal" | "metrics"> => ({
  processes: () =>
    [...instances.list(), ["provider", provider] as const].map(([name, { child, url }]) => ({
      name,
      pid: child.process.pid ?? 0,
      url,
    })),
  start: (service, instance) => instances.start(service, instance),
  kill: (service, instance) => instances.kill(service, instance),
  signal: (service, instance, signal) => void instances.find(service, instance).child.process.kill(signal),
  async metrics(service, instance = 1) {
    return (await fetch(`${instances.find(service, instance).url}/metrics`)).text();
  },
});

/** The services' databases are named after them. */
async function dropDatabases(url: string): Promise<void> {
  const client = new MongoClient(url);
  for (const service of services) await client.db(service).dropDatabase();
  await client.close();
}
