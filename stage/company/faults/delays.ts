import type { Ports } from "#messaging/running/run-service.ts";

/**
 * Delays each request to the store, the broker and the outside, and each response, so that instances interleave.
 *
 * @param drawMs draws the next one-way delay, in milliseconds
 */
export function withDelays(ports: Ports, drawMs: () => number): Ports {
  const { broker, store, clock, performers = [] } = ports;

  const moment = async (): Promise<void> => {
    const ms = drawMs();
    if (ms > 0) await new Promise<void>((resolve) => clock.at(clock.now() + ms, resolve));
  };
  const slowly = <Arguments extends readonly unknown[], Result>(
    ask: (...args: Arguments) => Promise<Result>,
  ) => {
    return async (...args: Arguments): Promise<Result> => {
      await moment();
      try {
        return await ask(...args);
      } finally {
        await moment();
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
