import { contracts } from "#contracts/contracts.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { perService } from "#contracts/per-service.ts";
import type { Employment } from "#couriers/courier.ts";
import { hireCouriers } from "#couriers/hire-couriers.ts";
import { demoCouriers } from "#couriers/team.ts";
import type { Clock } from "#messaging/clock.ts";
import { Unavailable } from "#messaging/errors.ts";
import type { Observer } from "#messaging/hops.ts";
import { instant } from "#messaging/instant.ts";
import { type MemoryBroker, memoryBroker } from "#messaging/memory/broker.ts";
import type { QueueChange } from "#messaging/memory/queue-change.ts";
import { type MemoryDatabase, memoryDatabase } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { type Ports, type Running, type RunOptions, run } from "#messaging/running/run.ts";
import type { Service } from "#messaging/service.ts";
import type { Store } from "#messaging/store.ts";
import { companyTopology } from "#messaging/topology.ts";
import type { Sender } from "#notifications/sender.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { addRestaurants } from "#restaurants/add-restaurants.ts";
import { demoRestaurants } from "#restaurants/menu.ts";
import { killable } from "./killable.ts";
import { performersOf, servicesOf } from "./services.ts";
import type { Settings } from "./settings.ts";

/** One instance of one service. */
export interface InstanceId {
  readonly service: ServiceName;
  /** Counted from 1. */
  readonly instance: number;
}

export interface CompanyOptions {
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly settings: Settings;
  /** How payments reaches the provider. */
  readonly provider: PaymentProvider;
  /** How notifications are sent. */
  readonly sender: Sender;
  /** How many instances of every service. Default 1. */
  readonly instances?: number;
  /** How many orders of one zone may wait for a courier. Default 1,000. */
  readonly maxWaiting?: number;
  /** The couriers on the team. Default: `couriersOfTheHouse`. */
  readonly team?: readonly Employment[];
  readonly observe?: Observer;
  /** Called with each change of what a queue holds. */
  readonly onQueue?: (change: QueueChange) => void;
  /** Called when an instance has started, and when it was killed or stopped. */
  readonly onInstance?: (
    who: InstanceId,
    is: "started" | "killed" | "stopped",
    before?: "commit" | "publish",
  ) => void;
  /** Called with each command before a service receives it. */
  readonly onCommand?: (message: Message) => void;
  /**
   * Decorates the connection between an instance and the outside: delays, faults, a recorder. It outlives the instance: a request
   * in flight when the instance is killed still arrives.
   */
  readonly wire?: (ports: Ports, who: InstanceId) => Ports;
  /** Decorates the ports inside the process, for example to switch off a guarantee. A kill can stop it between any two steps. */
  readonly decorate?: (ports: Ports, who: InstanceId) => Ports;
  /** Replaces a service, for example by one with other reactions. */
  readonly replace?: (service: Service) => Service;
  readonly run?: RunOptions;
}

/** All five services on the embedded adapters, in this process. */
export interface Company {
  readonly broker: MemoryBroker;
  readonly databases: Readonly<Record<ServiceName, MemoryDatabase>>;
  /** Starts an instance that is not running. */
  start(who: InstanceId): Promise<void>;
  /** Ends an instance as SIGKILL would: at once, with its work half done. @param before what it was about to do */
  kill(who: InstanceId, before?: "commit" | "publish"): void;
  /** Shuts an instance down gracefully, as a deployment does. */
  retire(who: InstanceId, withinMs?: number): Promise<void>;
  /** A running instance, round robin. @throws Unavailable if none is running */
  reach(service: ServiceName): Running;
  /** The instances that run. */
  instances(): readonly InstanceId[];
  /** A service's store, for reading. */
  store(service: ServiceName): Store;
  /** Shuts all instances down gracefully. */
  stop(withinMs?: number): Promise<void>;
}

/** Assembles and starts the company, with its restaurants open and its couriers on the team. */
export async function company(options: CompanyOptions): Promise<Company> {
  const { clock, random, settings, instances = 1, replace = (service) => service } = options;
  const { wire = (ports) => ports, decorate = (ports) => ports } = options;
  const { onCommand = () => {}, onInstance = () => {}, onQueue } = options;
  const broker = memoryBroker({
    clock,
    topology: companyTopology(contracts),
    ...(onQueue ? { observe: onQueue } : {}),
  });
  const databases = perService(memoryDatabase);
  const stores = perService((name) => databases[name].connect());
  const alive = new Map<string, { who: InstanceId; running: Running; kill(): void }>();
  const definitions = servicesOf(settings, options.maxWaiting);
  const performers = performersOf(options);
  let turn = 0;

  async function start(who: InstanceId): Promise<void> {
    if (alive.has(nameOf(who))) throw new Error(`${nameOf(who)} is running already`);
    const ports: Ports = {
      contracts,
      broker: broker.connect(nameOf(who)),
      store: databases[who.service].connect(),
      clock,
      random,
      performers: performers[who.service] ?? [],
      ...(options.observe ? { observe: options.observe } : {}),
    };
    const process = killable(() => void ports.broker.close());
    const killablePorts = process.wrap(decorate(process.wrap(wire(ports, who)), who));
    const instance = await run(replace(definitions[who.service]), killablePorts, {
      ...options.run,
      instance: who.instance,
    });
    const running: Running = {
      ...instance,
      submit(message, ...rest) {
        onCommand(message);
        return instance.submit(message, ...rest);
      },
    };
    alive.set(nameOf(who), { who, running, kill: process.kill });
    onInstance(who, "started");
  }

  const reach = (name: ServiceName): Running => {
    const there = [...alive.values()].filter(({ who }) => who.service === name);
    turn += 1;
    const one = there[turn % there.length];
    if (!one) throw new Unavailable(`no instance of ${name} is alive`);
    return one.running;
  };

  for (const service of services) {
    for (let instance = 1; instance <= instances; instance += 1) await start({ service, instance });
  }
  const now = instant(clock.now());
  await addRestaurants(reach("restaurants"), demoRestaurants, now);
  await hireCouriers(reach("couriers"), options.team ?? demoCouriers, now);

  return {
    broker,
    databases,
    start,
    kill(who, before) {
      const one = alive.get(nameOf(who));
      if (!one) return;
      alive.delete(nameOf(who));
      onInstance(who, "killed", before);
      one.kill();
    },
    async retire(who, withinMs) {
      const one = alive.get(nameOf(who));
      alive.delete(nameOf(who));
      await one?.running.stop(withinMs);
      if (one) onInstance(who, "stopped");
      one?.kill();
    },
    reach,
    instances: () => [...alive.values()].map(({ who }) => who),
    store: (name) => stores[name],
    async stop(withinMs) {
      await Promise.all([...alive.values()].map(({ running }) => running.stop(withinMs)));
      for (const { who } of alive.values()) onInstance(who, "stopped");
      alive.clear();
    },
  };
}

export const nameOf = ({ service, instance }: InstanceId): string => `${service}#${instance}`;
