import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { type Cut, startProxy, type TcpProxy } from "./proxy.ts";
import { type Moment, type Tally, watchBroker, watchDatabase } from "./wire-watch.ts";

/** An instance of a service: `orders#2`. */
export interface Instance {
  readonly service: ServiceName;
  readonly number: number;
}

export const nameOf = ({ number, service }: Instance): string => `${service}#${number}`;

/** The proxies between the services and their servers. */
export interface Network {
  /** The port at which an instance reaches the broker. */
  brokerPort(instance: Instance): number;
  /** The port at which all services reach the database. */
  readonly databasePort: number;
  /** Broker connections are known by instance, database connections only by service. */
  proxyTo(server: Server, instance: Instance): { readonly proxy: TcpProxy; readonly of: string };
  /**
   * Calls `then` at the next such moment of an instance. Resolves to whether it came within `withinMs`.
   * The connection is cut as `then` returns.
   */
  at(moment: Moment, instance: Instance, then: () => Cut | undefined, withinMs: number): Promise<boolean>;
  /** Forgets earlier deliveries: a new company starts empty. */
  forgetDeliveries(): void;
  /** The counts so far, over all services. */
  tally(): Readonly<Tally>;
  close(): Promise<void>;
}

export type Server = "broker" | "database";

export interface NetworkOptions {
  readonly instances: readonly Instance[];
  readonly brokerPort: number;
  readonly databasePort: number;
}

/** Starts a proxy between each instance and the broker, and one in front of the database. */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const pending = new Map<string, () => Cut | undefined>();
  const tallies = new Map(
    services.map((service) => [service, { deliveries: 0, duplicates: 0, retries: 0, parked: 0 }]),
  );
  const delivered = new Map(services.map((service) => [service, new Set<string>()]));
  const onMoment = (of: string, moment: Moment) => {
    const then = pending.get(`${of} ${moment}`);
    pending.delete(`${of} ${moment}`);
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
    if (!proxy) throw new Error(`unknown instance: ${nameOf(instance)}`);
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
          for (const name of names) pending.delete(name);
          clearTimeout(timeout);
          resolve(came);
        };
        const timeout = setTimeout(() => end(false), withinMs);
        for (const name of names)
          pending.set(name, () => {
            const cut = then();
            end(true);
            return cut;
          });
      }),
    forgetDeliveries: () => {
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
