import type { Broker, Delivery } from "#messaging/broker.ts";
import type { Effects, Outcome, Reaction } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import type { Store } from "#messaging/store.ts";
import type { Timer } from "#messaging/timer.ts";
import type { DisabledGuarantee } from "#stage/guarantees/disabled-guarantees.ts";

/** A change to the company in this process: decorated ports, or a replaced service. */
export type Change = Pick<DisabledGuarantee, "decorate" | "replace">;

/** Adds one to a measure. */
export type Tally = (measure: string) => void;

/** A change, made anew for each run, so that it may count. */
export type MakeChange = (tally: Tally) => Change;

/** Changes the outcome of a service's reactions. */
export const reacting = (
  name: string,
  change: (outcome: Outcome, reaction: Reaction, given: Parameters<Reaction["react"]>) => Outcome,
): Change => ({
  replace: (service: Service) =>
    service.name !== name
      ? service
      : {
          ...service,
          reactions: new Map(
            [...service.reactions].map(([type, reaction]) => [
              type,
              { ...reaction, react: (...given) => change(reaction.react(...given), reaction, given) },
            ]),
          ),
        },
});

/** Several changes as one; the first is nearest to the outside. */
export const together = (changes: readonly Change[]): Required<Change> => ({
  decorate: (ports) => changes.reduce<Ports>((inner, { decorate }) => decorate?.(inner) ?? inner, ports),
  replace: (service) => changes.reduce<Service>((old, { replace }) => replace?.(old) ?? old, service),
});

/** Whether a reaction wants something done. */
export const hasEffects = (outcome: Outcome): outcome is Effects =>
  !("notYet" in outcome || "ignored" in outcome || "refused" in outcome);

/** Changes how every service commits. */
export const committing = (
  commit: (
    change: Parameters<Store["commit"]>[0],
    usual: Store["commit"],
    ports: Ports,
  ) => ReturnType<Store["commit"]>,
): Change => ({
  decorate(ports) {
    const { store } = ports;
    const usual: Store["commit"] = (change) => store.commit(change);
    return { ...ports, store: { ...store, commit: (change) => commit(change, usual, ports) } };
  },
});

/** Keeps timers in the memory of the process that commits them, until they are due. */
export const timersInMemory: Change = committing(({ timers, ...change }, commit, { clock }) => {
  // A dead process commits nothing any more.
  const fire = (timer: Timer) => void commit({ ...noChange, timers: [timer] }).catch(() => {});
  for (const timer of timers) clock.at(timer.dueAt, () => fire(timer));
  return commit({ ...change, timers: [] });
});

/** Commits the ids of messages that much earlier than what the messages led to. */
export const idsFirst = (ms: number): Change =>
  committing(async ({ processed, ...effects }, commit, { clock }) => {
    await commit({ ...noChange, processed });
    await new Promise<void>((resolve) => clock.at(clock.now() + ms, resolve));
    await commit({ ...effects, processed: [] });
  });

const noChange = { documents: [], outbox: [], timers: [], cancelled: [], settled: [], processed: [] };

/** Sets no timers of a type. */
export const withoutTimer = (service: string, unset: string): Change =>
  reacting(service, (outcome) =>
    hasEffects(outcome)
      ? { ...outcome, setTimers: (outcome.setTimers ?? []).filter(({ type }) => type !== unset) }
      : outcome,
  );

/** Intercepts the deliveries of some queues: `pass` hands one on to the consumer. */
export const delivering = (
  queues: string | readonly string[],
  receive: (delivery: Delivery, pass: (delivery: Delivery) => void, ports: Ports) => void,
): Change => ({
  decorate(ports) {
    const consume: Broker["consume"] = (from, options, onDelivery) =>
      ports.broker.consume(
        from,
        options,
        [queues].flat().includes(from) ? (delivery) => receive(delivery, onDelivery, ports) : onDelivery,
      );
    return { ...ports, broker: { ...ports.broker, consume } };
  },
});

/** Delivers order-placed to a service that much later than every other event. */
export const lateOrders = (service: string, ms: number): Change => lateBy(service, () => ms);

/** Delivers each order-placed to a service at most that much later than every other event. */
export const lateOrdersUpTo = (service: string, mostMs: number): Change =>
  lateBy(service, ({ random }) => (random?.() ?? 1) * mostMs);

const lateBy = (service: string, lateMs: (ports: Ports) => number): Change => {
  const consumers = new WeakMap<object, ReturnType<typeof reordering>>();
  return delivering(`${service}.inbox`, (delivery, pass, ports) => {
    const consumer = consumers.get(pass) ?? reordering(pass);
    consumers.set(pass, consumer);
    consumer.arrived(delivery);
    if (delivery.routingKey !== "orders.order-placed.v1") consumer.pass(delivery);
    else ports.clock.at(ports.clock.now() + lateMs(ports), () => consumer.pass(delivery));
  });
};

/**
 * A consumer that gets its deliveries in another order. An acknowledgement covers every earlier delivery: for the consumer those that
 * it got earlier, for the broker those that it sent earlier.
 */
function reordering(pass: (delivery: Delivery) => void) {
  const sent: Delivery[] = [];
  const got: Delivery[] = [];
  const acknowledged = new Set<Delivery>();
  function acknowledge(upTo: Delivery): void {
    for (const each of got.splice(0, got.indexOf(upTo) + 1)) acknowledged.add(each);
    const open = sent.findIndex((each) => !acknowledged.has(each));
    sent
      .splice(0, open < 0 ? sent.length : open)
      .at(-1)
      ?.ack();
  }
  return {
    arrived: (delivery: Delivery): void => void sent.push(delivery),
    pass(delivery: Delivery): void {
      got.push(delivery);
      pass({ ...delivery, ack: () => acknowledge(delivery) });
    },
  };
}

/** Changes how the calls of one name are made. */
export const performing = (
  name: string,
  perform: (
    usual: NonNullable<Ports["performers"]>[number]["perform"],
    given: Parameters<NonNullable<Ports["performers"]>[number]["perform"]>,
    ports: Ports,
  ) => ReturnType<NonNullable<Ports["performers"]>[number]["perform"]>,
): Change => ({
  decorate: (ports) => ({
    ...ports,
    performers: (ports.performers ?? []).map((performer) =>
      performer.name === name
        ? { ...performer, perform: (...given) => perform(performer.perform, given, ports) }
        : performer,
    ),
  }),
});
