import type { Broker, Delivery } from "#messaging/broker.ts";
import type { Effects, Outcome, Reaction } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import type { Store } from "#messaging/store.ts";
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
export const lateOrders = (service: string, ms: number): Change =>
  delivering(`${service}.inbox`, (delivery, pass, { clock }) => {
    if (delivery.routingKey !== "orders.order-placed.v1") pass(delivery);
    else clock.at(clock.now() + ms, () => pass(delivery));
  });

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
