import type { Ports } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import { type DisabledGuarantee, disabledGuarantees } from "../guarantees/disabled-guarantees.ts";

/** The guarantees that are off now, by name. */
export type Off = ReadonlySet<string>;

/** Ports on which each guarantee can be switched off while they are in use, from the next call on. */
export const switchablePorts = (ports: Ports, off: Off): Ports =>
  disabledGuarantees.reduce((inner, guarantee) => switchable(inner, guarantee, off), ports);

function switchable(ports: Ports, { decorate, name }: DisabledGuarantee, off: Off): Ports {
  if (!decorate) return ports;
  const without = decorate(ports);
  const withoutIt = new Map((without.performers ?? []).map((performer) => [performer.name, performer]));
  return {
    ...without,
    broker: {
      ...eitherOf(ports.broker, without.broker, () => off.has(name)),
      consume(queue, options, usually) {
        const otherwise = decorated(decorate, ports, queue, options, usually);
        return ports.broker.consume(queue, options, (delivery) =>
          (off.has(name) ? otherwise : usually)(delivery),
        );
      },
    },
    store: eitherOf(ports.store, without.store, () => off.has(name)),
    performers: (ports.performers ?? []).map((performer) =>
      eitherOf(performer, withoutIt.get(performer.name) ?? performer, () => off.has(name)),
    ),
  };
}

type OnDelivery = Parameters<Ports["broker"]["consume"]>[2];

/** A consumer's callback, plain and decorated: the subscription lasts, so each delivery goes to one of the two. */
function decorated(
  decorate: (ports: Ports) => Ports,
  ports: Ports,
  queue: string,
  options: { readonly prefetch: number },
  usually: OnDelivery,
): OnDelivery {
  let otherwise = usually;
  const broker: Ports["broker"] = {
    ...ports.broker,
    async consume(_queue, _options, callback) {
      otherwise = callback;
      return { cancel: async () => {}, giveBack: async () => {} };
    },
  };
  void decorate({ ...ports, broker }).broker.consume(queue, options, usually);
  return otherwise;
}

/** The same methods; each call goes to one of the two. */
function eitherOf<Port extends object>(usual: Port, other: Port, isOther: () => boolean): Port {
  const methods = Object.entries(usual).map(([name, usually]) => {
    if (typeof usually !== "function") return [name, usually];
    const otherwise = Object(other)[name];
    return [name, (...given: unknown[]) => (isOther() ? otherwise : usually)(...given)];
  });
  return Object.fromEntries(methods) as Port;
}

/** A service whose reactions change as guarantees are switched off and on. */
export function switchableService(service: Service, off: Off): Service {
  let reactions = service.reactions;
  for (const { name, replace } of disabledGuarantees) {
    if (!replace) continue;
    const without = replace({ ...service, reactions });
    const either = [...reactions].map(([type, reaction]) => {
      const other = without.reactions.get(type) ?? reaction;
      return [type, eitherOf(reaction, other, () => off.has(name))] as const;
    });
    reactions = new Map(either);
  }
  return { ...service, reactions };
}
