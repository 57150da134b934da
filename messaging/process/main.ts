// What the five mains share: environment → adapters → run → HTTP → graceful stop.
// Exit status: 0 stopped by a signal, 1 cannot start, 2 the environment is wrong.

import { amqpBroker } from "../amqp/broker.ts";
import { markerOf } from "../amqp/marker.ts";
import type { Broker } from "../broker.ts";
import type { Contracts } from "../contracts.ts";
import type { HttpApi } from "../http/app.ts";
import { promptReads } from "../http/prompt-reads.ts";
import { tokens } from "../http/request/auth.ts";
import { listen } from "../http/server.ts";
import type { ApiOptions } from "../http/service-api.ts";
import { type Instant, instant } from "../instant.ts";
import { type Running, run } from "../running/run-service.ts";
import type { Performer, Service } from "../service.ts";
import { createLog } from "../telemetry/log.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { systemClock } from "../timers/system-clock.ts";
import { topologyOf } from "../topology.ts";
import { cannotStart, environmentOrExit } from "./cannot-start.ts";
import { entrance } from "./entrance.ts";
import type { Environment, Variables } from "./environment.ts";
import { openStore } from "./mongodb.ts";
import { observers, type Telemetry } from "./observers.ts";
import { reportHops } from "./report-hops.ts";
import { type Resources, stopOnSignal } from "./stop-on-signal.ts";
import { commonVariables } from "./variables.ts";

/** What one service's process adds to the common parts. */
export interface Process<V extends Variables> {
  readonly contracts: Contracts;
  /** This service's own environment variables. */
  readonly variables: V;
  readonly assemble: (environment: Environment<V>) => Assembled;
}

export interface Assembled {
  readonly service: Service;
  /** The implementations of its outside calls. */
  readonly performers?: readonly Performer[];
  readonly http: (options: ApiOptions) => HttpApi;
  /** Submits the service's own commands; runs at every start. */
  readonly atStart?: (running: Running, now: Instant) => Promise<void>;
}

type Common = Environment<typeof commonVariables>;

/**
 * Runs a service in this process until a signal stops it. If it cannot start, prints the remedy and exits.
 */
export async function main<const V extends Variables>(name: string, of: Process<V>): Promise<void> {
  const { assembled, common } = assembleOrExit(name, of);
  const metrics = createMetrics(name);
  const log = createLog(name, common.LOG_LEVEL, () => metrics.observerFailed("log"));
  const resources = stopOnSignal(log);
  try {
    await start({ name, contracts: of.contracts }, assembled, common, { log, metrics }, resources);
  } catch (error) {
    if (!resources.stopping.aborted) cannotStart(name)(error);
  }
}

function assembleOrExit<V extends Variables>(
  name: string,
  { assemble, variables }: Process<V>,
): { assembled: Assembled; common: Common } {
  // Reads all variables together, so that one error names everything that is wrong.
  environmentOrExit(name, { ...commonVariables, ...variables });
  const common = environmentOrExit(name, commonVariables);
  try {
    return { common, assembled: assemble(environmentOrExit(name, variables)) };
  } catch (error) {
    return cannotStart(name, 2)(error);
  }
}

async function start(
  { contracts, name }: { readonly contracts: Contracts; readonly name: string },
  { atStart, http, performers = [], service }: Assembled,
  common: Common,
  { log, metrics }: Telemetry,
  resources: Resources,
): Promise<void> {
  const clock = systemClock();
  const watched = { service: name, exchange: contracts.hopsExchange, url: common.RABBITMQ_URL };
  const reporter = common.WATCH ? reportHops({ ...watched, clock, log, metrics }) : undefined;
  resources.reporter = reporter;
  const observe = observers({ log, metrics, reporter });
  const troubles = new Map([["start", "the service is starting"]]);
  const waitingFor = (server: string) => (why: Error) => {
    troubles.set(server, why.message);
    log.warn({ why: why.message }, `waiting for ${server}`);
  };

  const door = entrance(() => [...troubles.values()]);
  resources.server = await listen(door.listener, { port: common.PORT, host: common.HOST });
  log.info({ url: resources.server.url }, "listening");
  const store = await openStore({
    url: common.MONGODB_URL,
    database: name,
    collections: service.collections,
    indexes: service.indexes,
    clock,
    signal: resources.stopping,
    onTrouble: waitingFor("MongoDB"),
    onWarning: (warning) => log.warn(warning),
  });
  resources.store = store;
  troubles.delete("MongoDB");
  const broker = amqpBroker({ url: common.RABBITMQ_URL, name, clock, onTrouble: waitingFor("RabbitMQ") });
  resources.broker = broker;
  await refuseOldDefinitions(contracts, name, broker);
  const running = await run(
    service,
    { contracts, broker, store, clock, performers, observe },
    { maxBatch: common.MAX_BATCH, prefetch: common.PREFETCH },
  );
  resources.running = running;
  await atStart?.(running, instant(clock.now()));
  const { authenticate } = tokens({ secret: common.JWT_SECRET, clock });
  const report = (error: unknown, request: string) => log.error({ err: error, request }, "a request failed");
  const requestsPerMinute = common.REQUESTS_PER_MINUTE;
  const reads = promptReads(store, running);
  const api = http({ authenticate, clock, metrics, report, requestsPerMinute, running, store: reads });
  door.open(api.app);
  log.info("ready");
}

/**
 * Refuses definitions in the broker that are older than the contracts. Names each difference but bindings.
 */
async function refuseOldDefinitions(contracts: Contracts, name: string, broker: Broker): Promise<void> {
  const marker = markerOf(contracts, name);
  const missing = await broker.verify({ exchanges: [marker], queues: [], bindings: [] });
  if (missing.length === 0) return;
  const differences = await broker.verify(topologyOf(contracts, name));
  const outdated =
    "the definitions in the broker do not match the contracts: " +
    "generate definitions.json again, and load it into the broker";
  throw new Error([outdated, ...missing, ...differences].join("\n"));
}
