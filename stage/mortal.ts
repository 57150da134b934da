import type { Ports } from "#messaging/run.ts";

/** The ports of an instance that can be killed: from then on nothing it asked for is answered, and it asks for nothing. */
export interface Mortal {
  readonly ports: Ports;
  die(): void;
}

/** What SIGKILL does to a process, done to one instance among several in this one. */
export function mortal(ports: Ports): Mortal {
  let alive = true;
  const life = <T>(work: () => Promise<T>): Promise<T> => (alive ? outlived(work()) : never());
  const outlived = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      work.then(
        (value) => alive && resolve(value),
        (error) => alive && reject(error),
      );
    });
  const { broker, store, clock, performers = [], observe } = ports;

  return {
    ports: {
      ...ports,
      clock: { now: () => clock.now(), at: (ms, callback) => clock.at(ms, () => alive && callback()) },
      broker: {
        publish: (publications) => life(() => broker.publish(publications)),
        consume: (queue, options, onDelivery) =>
          life(() => broker.consume(queue, options, (delivery) => alive && onDelivery(delivery))),
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
        get: (key) => life(() => store.get(key)),
        list: (from, listing) => life(() => store.list(from, listing)),
        close: () => life(() => store.close()),
      },
      performers: performers.map((performer) => ({
        ...performer,
        perform: (request, context) => life(() => performer.perform(request, context)),
      })),
      observe: (hop) => alive && observe?.(hop),
    },
    die() {
      alive = false;
      void broker.close();
    },
  };
}

const never = (): Promise<never> => new Promise(() => {});
