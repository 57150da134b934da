import type { Broker, Delivery } from "#messaging/broker.ts";
import type { Effects, Outcome, Reaction } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import type { Change } from "./on-company.ts";

/** Changes the outcome of a service's reactions. */
export const reacting = (
  name: string,
  change: (outcome: Outcome, reaction: Reaction) => Outcome,
): Change => ({
  replace: (service: Service) =>
    service.name !== name
      ? service
      : {
          ...service,
          reactions: new Map(
            [...service.reactions].map(([type, reaction]) => [
              type,
              { ...reaction, react: (...given) => change(reaction.react(...given), reaction) },
            ]),
          ),
        },
});

/** Whether a reaction wants something done. */
export const hasEffects = (outcome: Outcome): outcome is Effects =>
  !("notYet" in outcome || "ignored" in outcome || "refused" in outcome);

/** Takes the deliveries of one queue out of the consumer's hands: `pass` hands one on, when and if it should be. */
export const delivering = (
  queue: string,
  receive: (delivery: Delivery, pass: (delivery: Delivery) => void, ports: Ports) => void,
): Change => ({
  decorate(ports) {
    const consume: Broker["consume"] = (from, options, onDelivery) =>
      ports.broker.consume(
        from,
        options,
        from === queue ? (delivery) => receive(delivery, onDelivery, ports) : onDelivery,
      );
    return { ...ports, broker: { ...ports.broker, consume } };
  },
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
