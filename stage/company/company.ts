import type { Employment } from "#couriers/courier.ts";
import { demoCouriers } from "#couriers/demo-couriers.ts";
import { hireCouriers } from "#couriers/hire-couriers.ts";
import type { Clock } from "#messaging/clock.ts";
import type { Observer } from "#messaging/instance/hops.ts";
import { instant } from "#messaging/instant.ts";
import { type MemoryBroker, memoryBroker } from "#messaging/memory/broker.ts";
import type { QueueChange } from "#messaging/memory/queue-change.ts";
import { type MemoryDatabase, memoryDatabase } from "#messaging/memory/store.ts";
import type { Ports, Running } from "#messaging/running/run-service.ts";
import type { Performer } from "#messaging/service.ts";
import type { Store } from "#messaging/store.ts";
import { companyTopology } from "#messaging/topology.ts";
import type { Sender } from "#notifications/sender.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { addRestaurants } from "#restaurants/add-restaurants.ts";
import { demoRestaurants } from "#restaurants/demo-restaurants.ts";
import { type ByService, byService, valueFor } from "./by-service.ts";
import { choreography, type Design } from "./design.ts";
import { type InstanceId, nameOf } from "./instance-id.ts";
import { Instances, type InstancesOptions } from "./instances.ts";
import { performersOf } from "./services.ts";
import type { Settings } from "./settings.ts";

export interface CompanyOptions extends InstancesOptions {
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly settings: Settings;
  /** The services, and the messages between them. Default: the choreography. */
  readonly design?: Design;
  /** How payments reaches the provider. */
  readonly provider: PaymentProvider;
  /** How notifications are sent. */
  readonly sender: Sender;
  /** How many instances of every service. Default 1. */
  readonly instances?: number;
  /** How many orders of one zone may wait for a courier. Default 1,000. */
  readonly maxWaiting?: number;
  /** The couriers on the team. Default: `demoCouriers`. */
  readonly team?: readonly Employment[];
  readonly observe?: Observer;
  /** Called with each change of a queue's contents. */
  readonly onQueue?: (change: QueueChange) => void;
  /** Whether a request of an instance is on its way, which neither a database nor the broker knows of. By default, none ever is. */
  readonly isAroundBusy?: () => boolean;
}

/** All services on the embedded adapters, in this process. */
export interface Company {
  readonly design: Design;
  readonly broker: MemoryBroker;
  readonly databases: ByService<MemoryDatabase>;
  /** Starts an instance that is not running. */
  start(who: InstanceId): Promise<void>;
  /**
   * Kills an instance as SIGKILL does: at once, with its work half done. Returns false if it was not running.
   *
   * @param before the step that it does not reach
   */
  kill(who: InstanceId, before?: "commit" | "publish"): boolean;
  /** Shuts an instance down gracefully, as a deployment does. */
  retire(who: InstanceId, withinMs?: number): Promise<void>;
  /** A running instance, round robin. @throws Unavailable if none is running */
  reach(service: string): Running;
  /** The instances that run. */
  instances(): readonly InstanceId[];
  /** Whether anything is under way that neither a database nor the broker knows of: in an instance's memory, or around the instances. */
  isBusy(): boolean;
  /** A service's store, for reading. */
  store(service: string): Store;
  /** Shuts all instances down gracefully. */
  stop(withinMs?: number): Promise<void>;
}

/** Assembles and starts the company, with its restaurants open and its couriers on the team. */
export async function company(options: CompanyOptions): Promise<Company> {
  const { clock, design = choreography, isAroundBusy = () => false, random, observe, onQueue } = options;
  const { contracts, services } = design;
  const broker = memoryBroker({
    clock,
    topology: companyTopology(contracts),
    ...(onQueue ? { observe: onQueue } : {}),
  });
  const databases = byService(services, memoryDatabase);
  const stores = byService(services, (name) => valueFor(databases, name).connect());
  const performers: Readonly<Record<string, readonly Performer[]>> = performersOf(options);
  const connect = (who: InstanceId): Ports => ({
    contracts,
    broker: broker.connect(nameOf(who)),
    store: valueFor(databases, who.service).connect(),
    clock,
    random,
    performers: performers[who.service] ?? [],
    ...(observe ? { observe } : {}),
  });
  const instances = new Instances(design.servicesOf(options.settings, options.maxWaiting), connect, options);

  /** The store is back, and an instance does not know it yet: it would still refuse commands. */
  const isFindingOut = (name: string): boolean =>
    !valueFor(databases, name).isAway() && instances.missesStore(name);

  for (const service of services)
    for (let instance = 1; instance <= (options.instances ?? 1); instance += 1)
      await instances.start({ service, instance });
  const now = instant(clock.now());
  await addRestaurants(instances.reach("restaurants"), demoRestaurants, now);
  await hireCouriers(instances.reach("couriers"), options.team ?? demoCouriers, now);

  return {
    design,
    broker,
    databases,
    start: (who) => instances.start(who),
    kill: (who, before) => instances.kill(who, before),
    retire: (who, withinMs) => instances.retire(who, withinMs),
    reach: (service) => instances.reach(service),
    instances: () => instances.list(),
    isBusy: () => instances.isBusy() || isAroundBusy() || services.some(isFindingOut),
    store: (name) => valueFor(stores, name),
    stop: (withinMs) => instances.stop(withinMs),
  };
}
