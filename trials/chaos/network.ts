import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/topology.ts";
import { type Cut, startProxy, type TcpProxy } from "./proxy.ts";
import { type Moment, type Tally, watchBroker, watchDatabase } from "./wire-watch.ts";

/** An instance of a service: `orders#2`. */
export interface Instance {
  readonly service: ServiceName;
  readonly number: number;
}

export const nameOf = ({ number, service }: Instance): string => `${service}#${number}`;

/** Everything between the services and their servers. */
export interface Network {
  /** Where an instance finds the broker. */
  brokerPort(instance: Instance): number;
  /** Where all find the database. */
  readonly databasePort: number;
  /** One of two: the broker by instance; the database by service, since that is all that a connection says. */
  proxyTo(server: Server, instance: Instance): { readonly proxy: TcpProxy; readonly of: string };
  /**
   * Calls `then` at the next such moment of an instance, and resolves with true; or with false when none comes within `withinMs`.
   * What `then` answers is done to the connection.
   */
  at(moment: Moment, instance: Instance, then: () => Cut | undefined, withinMs: number): Promise<boolean>;
  /** Another company comes: what was delivered so far was delivered to nobody. */
  forget(): void;
  /** What was counted so far, over all services. */
  tally(): Readonly<Tally>;
  close(): Promise<void>;
}

export type Server = "broker" | "database";

export interface NetworkOptions {
  readonly instances: readonly Instance[];
  readonly brokerPort: number;
  readonly databasePort: number;
}

/** Puts a proxy in between each instance and the broker, and one before the database. */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const armed = new Map<string, () => Cut | undefined>();
  const tallies = new Map(
    services.map((service) => [service, { deliveries: 0, duplicates: 0, retries: 0, parked: 0 }]),
  );
  const delivered = new Map(services.map((service) => [service, new Set<string>()]));
  const onMoment = (of: string, moment: Moment) => {
    const then = armed.get(`${of} ${moment}`);
    armed.delete(`${of} ${moment}`);
    return then?.();
  };
  const toBroker = new Map<string, TcpProxy>();
  for (const instance of options.instances) {
    const { service } = instance;
    const of = nameOf(instance);
    const watch = () =>
      watchBroker({
        of,
        service,
        onMoment,
        tally: tallies.get(service) ?? { deliveries: 0, duplicates: 0, retries: 0, parked: 0 },
        delivered: delivered.get(service) ?? new Set(),
      });
    toBroker.set(of, await startProxy(options.brokerPort, watch));
  }
  const toDatabase = await startProxy(options.databasePort, () => watchDatabase(onMoment));

  const brokerOf = (instance: Instance): TcpProxy => {
    const proxy = toBroker.get(nameOf(instance));
    if (!proxy) throw new Error(`there is no ${nameOf(instance)}`);
    return proxy;
  };

  return {
    brokerPort: (instance) => brokerOf(instance).port,
    databasePort: toDatabase.port,
    proxyTo: (server, instance) =>
      server === "broker"
        ? { proxy: brokerOf(instance), of: nameOf(instance) }
        : { proxy: toDatabase, of: instance.service },
    at: (moment, instance, then, withinMs) =>
      new Promise((resolve) => {
        const names = [`${nameOf(instance)} ${moment}`, `${instance.service} ${moment}`];
        const end = (came: boolean) => {
          for (const name of names) armed.delete(name);
          clearTimeout(patience);
          resolve(came);
        };
        const patience = setTimeout(() => end(false), withinMs);
        for (const name of names)
          armed.set(name, () => {
            const cut = then();
            end(true);
            return cut;
          });
      }),
    forget: () => {
      for (const ids of delivered.values()) ids.clear();
    },
    tally: () => {
      const all = [...tallies.values()];
      const sum = (pick: (tally: Tally) => number) => all.reduce((total, one) => total + pick(one), 0);
      return {
        deliveries: sum(({ deliveries }) => deliveries),
        duplicates: sum(({ duplicates }) => duplicates),
        retries: sum(({ retries }) => retries),
        parked: sum(({ parked }) => parked),
      };
    },
    close: async () =>
      void (await Promise.all([toDatabase, ...toBroker.values()].map((proxy) => proxy.close()))),
  };
}
