import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Broker } from "../broker.ts";
import type { HttpServer } from "../http/server.ts";
import type { Running } from "../running/run-service.ts";
import type { Store } from "../store.ts";

/** What a process has opened so far, and closes when it stops. */
export interface Resources {
  /** Aborted when the process starts to stop. */
  readonly stopping: AbortSignal;
  server?: HttpServer;
  store?: Store;
  broker?: Broker;
  running?: Running;
  reporter?: { close(): Promise<void> } | undefined;
}

/** How long a graceful stop may take, in milliseconds. Other instances redo what is unfinished by then. */
const stopWithinMs = 10_000;

/**
 * Stops the process gracefully on SIGTERM or SIGINT, even while it starts; a second signal ends it at once.
 */
export function stopOnSignal(log: Logger): Resources {
  const stopping = new AbortController();
  const resources: Resources = { stopping: stopping.signal };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping.signal.aborted) process.exit(1);
    log.info({ signal }, "stopping: finishes work in progress, accepts nothing new");
    stopping.abort();
    void Promise.race([close(resources), sleep(stopWithinMs)])
      .catch((error: unknown) => log.error({ err: error }, "did not stop gracefully"))
      .finally(() => {
        log.info("stopped");
        process.exit(0);
      });
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  return resources;
}

/**
 * Answers open HTTP requests first, which need everything else; then finishes the deliveries (`running/run-service.ts`,
 * `stop`); closes the connections last.
 */
async function close({ broker, reporter, running, server, store }: Resources): Promise<void> {
  const until = Date.now() + stopWithinMs;
  await server?.close({ withinMs: stopWithinMs / 2 });
  await running?.stop(until - Date.now() - 1_000);
  await Promise.all([broker?.close(), store?.close(), reporter?.close()]);
}
