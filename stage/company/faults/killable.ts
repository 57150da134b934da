import type { Ports } from "#messaging/running/run-service.ts";

/** Lets one of several instances in this process be killed: after that, none of its pending requests settles. */
export interface Killable {
  /**
   * The same ports, until the kill. Wrap both sides of a decorator: inside, so that a kill can stop it between two steps; outside,
   * so that the service receives nothing more from it.
   */
  wrap(ports: Ports): Ports;
  /** The same effect as SIGKILL. */
  kill(): void;
}

/** A new process. @param onKill called at its kill, to close what an operating system would close */
export function killable(onKill: () => void): Killable {
  let alive = true;
  const whileAlive = <T>(work: () => Promise<T>): Promise<T> => (alive ? ifStillAlive(work()) : never());
  const ifStillAlive = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      work.then(
        (value) => alive && resolve(value),
        (error) => alive && reject(error),
      );
    });

  return {
    wrap: ({ broker, store, clock, performers = [], observe, ...rest }) => ({
      ...rest,
      clock: { now: () => clock.now(), at: (ms, callback) => clock.at(ms, () => alive && callback()) },
      broker: {
        publish: (publications) => whileAlive(() => broker.publish(publications)),
        consume: (queue, options, onDelivery) =>
          whileAlive(async () => {
            const consumer = await broker.consume(
              queue,
              options,
              (delivery) =>
                alive &&
                onDelivery({
                  ...delivery,
                  ack: () => alive && delivery.ack(),
                  isAcknowledged: () => whileAlive(() => delivery.isAcknowledged()),
                }),
            );
            return {
              cancel: () => whileAlive(() => consumer.cancel()),
              giveBack: () => whileAlive(() => consumer.giveBack()),
            };
          }),
        verify: (topology) => whileAlive(() => broker.verify(topology)),
        isUp: () => broker.isUp(),
        close: () => whileAlive(() => broker.close()),
      },
      store: {
        load: (ids, keys) => whileAlive(() => store.load(ids, keys)),
        commit: (change) => whileAlive(() => store.commit(change)),
        leaveOnly: (id, messageIds) => whileAlive(() => store.leaveOnly(id, messageIds)),
        claimEvents: (claim) => whileAlive(() => store.claimEvents(claim)),
        claimCalls: (claim) => whileAlive(() => store.claimCalls(claim)),
        claimTimers: (claim) => whileAlive(() => store.claimTimers(claim)),
        nextTimerAt: () => whileAlive(() => store.nextTimerAt()),
        settle: (ids) => whileAlive(() => store.settle(ids)),
        postpone: (id, next) => whileAlive(() => store.postpone(id, next)),
        beginSoloAttempt: (digest, attempt) => whileAlive(() => store.beginSoloAttempt(digest, attempt)),
        endSoloAttempts: (digest, attempt) => whileAlive(() => store.endSoloAttempts(digest, attempt)),
        get: (key) => whileAlive(() => store.get(key)),
        list: (from, listing) => whileAlive(() => store.list(from, listing)),
        close: () => whileAlive(() => store.close()),
      },
      performers: performers.map((performer) => ({
        ...performer,
        perform: (request, context) => whileAlive(() => performer.perform(request, context)),
      })),
      observe: (hop) => alive && observe?.(hop),
    }),
    kill() {
      alive = false;
      onKill();
    },
  };
}

const never = (): Promise<never> => new Promise(() => {});
