// What the five mains share: environment → adapters → run → HTTP → a graceful end.
// Exit status: 0 it was asked to end, 1 it cannot start, 2 the environment is wrong.

import type { ServiceName } from "#contracts/generated/events.ts";
import { topologyOf } from "#contracts/topology.ts";
import { amqpBroker } from "../amqp/broker.ts";
import { markerOf } from "../amqp/marker.ts";
import type { Broker } from "../broker.ts";
import type { HttpApi, HttpApiOptions } from "../http/app.ts";
import { tokens } from "../http/auth.ts";
import { promptReads } from "../http/reads.ts";
import { listen } from "../http/server.ts";
import { type Instant, instant } from "../instant.ts";
import { type Running, run } from "../running/run.ts";
import type { Performer, Service } from "../service.ts";
import type { Store } from "../store.ts";
import { createLog } from "../telemetry/log.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { systemClock } from "../timers/system-clock.ts";
import { entrance } from "./entrance.ts";
import { type Environment, readEnvironment, type Variables } from "./environment.ts";
import { type Life, lifeOf } from "./life.ts";
import { openStore } from "./mongodb.ts";
import { observers, type Watching } from "./observers.ts";
import { commonVariables } from "./variables.ts";

/** A service as a process: what `main` cannot know by itself. */
export interface Process<V extends Variables> {
  /** What the environment says to this service alone. */
  readonly variables: V;
  readonly assemble: (environment: Environment<V>) => Assembled;
}

export interface Assembled {
  readonly service: Service;
  /** How it makes its outside calls. */
  readonly performers?: readonly Performer[];
  readonly http: (given: Given) => HttpApi;
  /** Commands of the house, to be submitted at every start. */
  readonly atStart?: (running: Running, now: Instant) => Promise<void>;
}

/** What every HTTP API is given. */
export type Given = Omit<HttpApiOptions, "service" | "openapi" | "routes"> & { readonly store: Store };

type Common = Environment<typeof commonVariables>;

/** Runs a service in this process until it is told to end. Where it cannot, says in one sentence what to do, and exits. */
export async function main<const V extends Variables>(name: ServiceName, of: Process<V>): Promise<void> {
  const { assembled, common } = assembleOrExit(name, of);
  const metrics = createMetrics(name);
  const log = createLog(name, common.LOG_LEVEL, () => metrics.observerFailed("log"));
  const life = lifeOf(log);
  try {
    await start(name, assembled, common, { log, metrics }, life);
  } catch (error) {
    if (!life.ending.aborted) exit(1, name, error);
  }
}

function assembleOrExit<V extends Variables>(
  name: ServiceName,
  { assemble, variables }: Process<V>,
): { assembled: Assembled; common: Common } {
  try {
    // All at once, so that all that is wrong is told at once.
    readEnvironment({ ...commonVariables, ...variables }, process.env);
    return {
      common: readEnvironment(commonVariables, process.env),
      assembled: assemble(readEnvironment(variables, process.env)),
    };
  } catch (error) {
    return exit(2, name, error);
  }
}

async function start(
  name: ServiceName,
  { atStart, http, performers = [], service }: Assembled,
  common: Common,
  { log, metrics }: Watching,
  life: Life,
): Promise<void> {
  const clock = systemClock();
  const observe = observers({ log, metrics });
  const waits = new Map([["start", "it is starting"]]);
  const troubled = (server: string) => (why: Error) => {
    waits.set(server, why.message);
    log.warn({ why: why.message }, `waits for ${server}`);
  };

  const door = entrance(() => [...waits.values()]);
  life.server = await listen(door.listener, { port: common.PORT, host: common.HOST });
  log.info({ url: life.server.url }, "listens");
  const store = await openStore({
    url: common.MONGODB_URL,
    database: name,
    collections: service.collections,
    indexes: service.indexes,
    clock,
    signal: life.ending,
    onTrouble: troubled("MongoDB"),
    onConcern: (what) => log.warn(what),
  });
  life.store = store;
  waits.delete("MongoDB");
  const broker = amqpBroker({ url: common.RABBITMQ_URL, name, clock, onTrouble: troubled("RabbitMQ") });
  life.broker = broker;
  await refuseOldDefinitions(name, broker);
  const running = await run(
    service,
    {
      broker,
      store,
      clock,
      performers,
      observe,
    },
    { maxBatch: common.MAX_BATCH, prefetch: common.PREFETCH },
  );
  life.running = running;
  await atStart?.(running, instant(clock.now()));
  const { authenticate } = tokens({ secret: common.JWT_SECRET, clock });
  const report = (error: unknown, request: string) => log.error({ err: error, request }, "a request failed");
  const requestsPerMinute = common.REQUESTS_PER_MINUTE;
  door.open(
    http({
      authenticate,
      clock,
      metrics,
      report,
      requestsPerMinute,
      running,
      store: promptReads(store, running),
    }).app,
  );
  log.info("is ready");
}

/** What the broker has may be older than the contracts: each difference is named, bindings as a whole. */
async function refuseOldDefinitions(name: ServiceName, broker: Broker): Promise<void> {
  const marker = markerOf(name);
  const missing = await broker.verify({ exchanges: [marker], queues: [], bindings: [] });
  if (missing.length === 0) return;
  const differences = await broker.verify(topologyOf(name));
  const old =
    "the definitions in the broker are not those of these contracts: generate definitions.json again, and load it into the broker";
  throw new Error([old, ...missing, ...differences].join("\n"));
}

function exit(status: 1 | 2, name: ServiceName, error: unknown): never {
  const sentences = error instanceof Error ? error.message : String(error);
  console.error(`${name} cannot start: ${sentences.replaceAll("\n", "\n  ")}`);
  process.exit(status);
}
