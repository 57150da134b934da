import { backoff } from "../backoff.ts";
import type { Consumer, Delivery } from "../broker.ts";
import { pause } from "../clock.ts";
import { errorOf, Unavailable } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";

export interface SubscriptionOptions extends Instance {
  readonly queue: string;
  /** The most unacknowledged deliveries. */
  readonly prefetch: number;
  readonly deliver: (delivery: Delivery) => void;
  /**
   * Runs before the first subscription. Rejects if the queue cannot be consumed; `Unavailable` while the
   * broker is away.
   */
  readonly check: () => Promise<void>;
}

/** The consumer of an instance's inbox queue, which rests during a long outage of the store. */
export function createSubscription(options: SubscriptionOptions) {
  const { broker, queue, prefetch, deliver, check, signal } = options;
  const consume = () => broker.consume(queue, { prefetch }, deliver);
  let state: "consuming" | "resting" | "stopped" = "resting";
  let consumer: Consumer | undefined;
  let working: Promise<void> | undefined;

  /** Subscribes or unsubscribes, one step at a time, until the actual state matches the wanted one. */
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
    /**
     * Starts consuming, once the broker is reachable.
     *
     * @throws Error if the check rejects
     */
    async start(): Promise<void> {
      state = "consuming";
      working = work(async () => {
        await check();
        return consume();
      }, true);
      await working.finally(() => {
        working = undefined;
      });
    },
    /**
     * Stops consuming, and requeues unacknowledged deliveries before the broker's acknowledgement timeout can
     * expire.
     */
    rest: (): void => change("resting"),
    /** Resumes consuming. */
    resume: (): void => change("consuming"),
    /** Stops for good; unacknowledged deliveries can still be acknowledged. */
    async stop(): Promise<void> {
      state = "stopped";
      await working;
      await consumer?.cancel();
    },
  };
}

/**
 * Retries until it consumes, or until consuming is no longer wanted. The first subscription fails if it is
 * refused.
 */
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
      report({ kind: "waiting", for: "broker", why: errorOf(error).message });
      await pause(clock, backoff(attempt, random()), signal);
    }
  }
  return undefined;
}
