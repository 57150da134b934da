import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Broker } from "../broker.ts";
import type { Listening } from "../http/server.ts";
import type { Running } from "../running/run.ts";
import type { Store } from "../store.ts";

/** What a process has opened so far, and closes at its end. */
export interface Life {
  /** Aborted when the end begins. */
  readonly ending: AbortSignal;
  server?: Listening;
  store?: Store;
  broker?: Broker;
  running?: Running;
}

/** How long an end may take, in milliseconds; what is not done by then is left to another instance. */
const endWithinMs = 10_000;

/** Ends the process in good order at SIGTERM and SIGINT, at whatever stage of its life; asked a second time, at once. */
export function lifeOf(log: Logger): Life {
  const ending = new AbortController();
  const life: Life = { ending: ending.signal };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending.signal.aborted) process.exit(1);
    log.info({ signal }, "ends: takes nothing new, and finishes what is under way");
    ending.abort();
    void Promise.race([close(life), sleep(endWithinMs)])
      .catch((error: unknown) => log.error({ err: error }, "did not end in good order"))
      .finally(() => {
        log.info("ended");
        process.exit(0);
      });
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  return life;
}

/** Clients are answered first, as that needs all the rest; then what the queues have handed out is finished. */
async function close({ broker, running, server, store }: Life): Promise<void> {
  const until = Date.now() + endWithinMs;
  await server?.close({ withinMs: endWithinMs / 2 });
  await running?.stop(until - Date.now() - 1_000);
  await Promise.all([broker?.close(), store?.close()]);
}
