import type { Consumer, Delivery } from "./broker.ts";
import { backoff, pause } from "./clock.ts";
import { Unavailable } from "./errors.ts";
import type { Instance } from "./instance.ts";

export interface SubscriptionOptions extends Instance {
  readonly queue: string;
  /** The most deliveries that are not acknowledged. */
  readonly prefetch: number;
  readonly deliver: (delivery: Delivery) => void;
  /** Rejects when the queue cannot be consumed as it is; `Unavailable` while the broker is away. Asked before the first time only. */
  readonly check: () => Promise<void>;
}

/** The consumer of an instance's inbox queue, which can rest for as long as the store is away. */
export interface Subscription {
  /**
   * Consumes, as soon as the broker is there.
   *
   * @throws Error when the check says so
   */
  start(): Promise<void>;
  /** Stops consuming and gives back what is not acknowledged, once, so that no acknowledgement timeout has anything to do. */
  rest(): void;
  /** Consumes again. */
  resume(): void;
  /** Ends for good; what was handed out can still be acknowledged. */
  stop(): Promise<void>;
}

export function createSubscription(options: SubscriptionOptions): Subscription {
  const { broker, queue, prefetch, deliver, check, signal } = options;
  const consume = () => broker.consume(queue, { prefetch }, deliver);
  let state: "consuming" | "resting" | "stopped" = "resting";
  let consumer: Consumer | undefined;
  let working: Promise<void> | undefined;

  /** One step at a time, until what is there is what is wanted. */
  async function work(subscribe: () => Promise<Consumer>, isFirst = false): Promise<void> {
    while (!signal.aborted && state !== "stopped" && (consumer !== undefined) !== (state === "consuming")) {
      if (consumer) {
        const resting = consumer;
        consumer = undefined;
        await resting.giveBack().catch(() => {});
      } else {
        consumer = await patiently(options, subscribe, { isFirst, isWanted: () => state === "consuming" });
      }
    }
  }

  function change(to: "consuming" | "resting"): void {
    if (state === "stopped") return;
    state = to;
    working ??= work(consume).finally(() => {
      working = undefined;
    });
  }

  return {
    async start() {
      state = "consuming";
      working = work(async () => {
        await check();
        return consume();
      }, true);
      await working.finally(() => {
        working = undefined;
      });
    },
    rest: () => change("resting"),
    resume: () => change("consuming"),
    async stop() {
      state = "stopped";
      await working;
      await consumer?.cancel();
    },
  };
}

/** Tries until it consumes, or is not to any more. At its start, an instance that is refused gives up. */
async function patiently(
  { clock, random, report, signal }: SubscriptionOptions,
  subscribe: () => Promise<Consumer>,
  { isFirst, isWanted }: { readonly isFirst: boolean; readonly isWanted: () => boolean },
): Promise<Consumer | undefined> {
  for (let attempt = 1; !signal.aborted && isWanted(); attempt += 1) {
    try {
      return await subscribe();
    } catch (error) {
      if (isFirst && !(error instanceof Unavailable)) throw error;
      report({ kind: "waiting", for: "broker", why: error instanceof Error ? error.message : String(error) });
      await pause(clock, backoff(attempt, random()), signal);
    }
  }
  return undefined;
}
