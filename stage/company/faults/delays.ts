import type { Clock } from "#messaging/clock.ts";
import type { Ports } from "#messaging/running/run-service.ts";

/** The network between the instances and the store, the broker and the outside. */
export interface Network {
  /** Delays each request, and each response, so that instances interleave. */
  delay(ports: Ports): Ports;
  /**
   * Whether a request is on its way, or the news that one has failed: something is still to happen then. A request outlives the
   * instance that sent it.
   */
  isBusy(): boolean;
}

/** @param drawMs draws the next one-way delay, in milliseconds */
export function createNetwork(drawMs: () => number): Network {
  let underWay = 0;

  /** @param matters whether something is still to happen when it is over */
  async function moment(clock: Clock, matters: boolean): Promise<void> {
    const ms = drawMs();
    if (ms === 0) return;
    const weight = matters ? 1 : 0;
    underWay += weight;
    await new Promise<void>((resolve) => clock.at(clock.now() + ms, resolve));
    underWay -= weight;
  }

  function delay(ports: Ports): Ports {
    const { broker, store, clock, performers = [] } = ports;
    const slowly = <Arguments extends readonly unknown[], Result>(
      ask: (...args: Arguments) => Promise<Result>,
    ) => {
      return async (...args: Arguments): Promise<Result> => {
        await moment(clock, true);
        let hasFailed = false;
        try {
          return await ask(...args);
        } catch (error) {
          hasFailed = true;
          throw error;
        } finally {
          await moment(clock, hasFailed);
        }
      };
    };

    return {
      ...ports,
      broker: { ...broker, publish: slowly(broker.publish) },
      store: {
        ...store,
        load: slowly(store.load),
        commit: slowly(store.commit),
        settle: slowly(store.settle),
        postpone: slowly(store.postpone),
      },
      performers: performers.map((performer) => ({ ...performer, perform: slowly(performer.perform) })),
    };
  }

  return { delay, isBusy: () => underWay > 0 };
}
