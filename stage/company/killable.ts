import type { Ports } from "#messaging/run.ts";

/** One instance that can be killed among several in this process: from then on nothing it asked for is answered. */
export interface Mortal {
  /**
   * The same ports, which end with the instance. Put them on both sides of whatever decorates ports: inside, so that a decorator
   * with several steps can be killed between two of them; outside, so that the service hears nothing more from a decorator.
   */
  around(ports: Ports): Ports;
  /** What SIGKILL does to a process. */
  die(): void;
}

/** A life that begins now. @param dies called when it ends: what a dead process leaves open is closed by its operating system */
export function mortal(dies: () => void): Mortal {
  let alive = true;
  const life = <T>(work: () => Promise<T>): Promise<T> => (alive ? outlived(work()) : never());
  const outlived = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      work.then(
        (value) => alive && resolve(value),
        (error) => alive && reject(error),
      );
    });

  return {
    around: ({ broker, store, clock, performers = [], observe, ...rest }) => ({
      ...rest,
      clock: { now: () => clock.now(), at: (ms, callback) => clock.at(ms, () => alive && callback()) },
      broker: {
        publish: (publications) => life(() => broker.publish(publications)),
        consume: (queue, options, onDelivery) =>
          life(async () => {
            const consumer = await broker.consume(
              queue,
              options,
              (delivery) => alive && onDelivery({ ...delivery, ack: () => alive && delivery.ack() }),
            );
            return {
              cancel: () => life(() => consumer.cancel()),
              giveBack: () => life(() => consumer.giveBack()),
            };
          }),
        verify: (topology) => life(() => broker.verify(topology)),
        isUp: () => broker.isUp(),
        close: () => life(() => broker.close()),
      },
      store: {
        load: (ids, keys) => life(() => store.load(ids, keys)),
        commit: (change) => life(() => store.commit(change)),
        leaveOnly: (id, messageIds) => life(() => store.leaveOnly(id, messageIds)),
        claimEvents: (claim) => life(() => store.claimEvents(claim)),
        claimCalls: (claim) => life(() => store.claimCalls(claim)),
        claimTimers: (claim) => life(() => store.claimTimers(claim)),
        nextTimerAt: () => life(() => store.nextTimerAt()),
        settle: (ids) => life(() => store.settle(ids)),
        postpone: (id, next) => life(() => store.postpone(id, next)),
        beginTrial: (digest, trial) => life(() => store.beginTrial(digest, trial)),
        endTrial: (digest, trial) => life(() => store.endTrial(digest, trial)),
        get: (key) => life(() => store.get(key)),
        list: (from, listing) => life(() => store.list(from, listing)),
        close: () => life(() => store.close()),
      },
      performers: performers.map((performer) => ({
        ...performer,
        perform: (request, context) => life(() => performer.perform(request, context)),
      })),
      observe: (hop) => alive && observe?.(hop),
    }),
    die() {
      alive = false;
      dies();
    },
  };
}

const never = (): Promise<never> => new Promise(() => {});
