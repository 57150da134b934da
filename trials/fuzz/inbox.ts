import { contracts } from "#contracts/contracts.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import type { Publication } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryStore } from "#messaging/memory/store.ts";
import { run } from "#messaging/running/run-service.ts";
import type { Performer, Service } from "#messaging/service.ts";
import { companyTopology, queuesOf } from "#messaging/topology.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { embeddedProvider } from "#stage/company/provider/embedded.ts";
import { performersOf, servicesOf } from "#stage/company/services.ts";
import { shortTimes } from "#stage/company/settings.ts";
import { watched, writingSender } from "./watched.ts";

/** A service to send messages to, with its performers. */
export interface ServiceUnderTest {
  readonly service: Service;
  readonly performers: readonly Performer[];
  /** Failures outside the service. */
  readonly failures?: () => Promise<readonly string[]>;
}

/** Creates a service with simulated external systems. */
export function serviceUnderTest(name: ServiceName, clock: Clock): ServiceUnderTest {
  const provider = createProvider({ clock, sign: () => "", webhook: async () => {} });
  const sender = writingSender();
  return {
    service: servicesOf(shortTimes)[name],
    performers: performersOf({ provider: embeddedProvider(provider), sender })[name] ?? [],
    failures: sender.failures,
  };
}

/** The results of all messages sent to an inbox. */
export interface InboxResult {
  readonly hops: readonly Hop[];
  readonly parked: readonly Publication[];
  /** Problems that keep the service from working. */
  readonly troubles: readonly string[];
}

/** Sends messages to the inbox of a new service, and waits until all are handled or parked. */
export async function sendToInbox(
  name: ServiceName,
  publications: readonly Publication[],
): Promise<InboxResult> {
  const clock = virtualClock();
  const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
  const { service, performers, failures } = serviceUnderTest(name, clock);
  const watch = watched(name);
  const running = await run(service, {
    contracts,
    broker: broker.connect(name),
    store: memoryStore(),
    clock,
    random: () => 0.5,
    performers,
    observe: watch.observe,
    observerFailed: watch.observerFailed,
  });
  const { inbox, parked, retry } = queuesOf(name);
  const queues = [inbox, ...retry.map((tier) => tier.name)];
  const holds = (queue: string) => broker.queue(queue).ready + broker.queue(queue).unacked;
  await broker.connect("another service").publish(publications);
  await clock.runUntil(() => queues.every((queue) => holds(queue) === 0), { withinMs: 3_600_000 });
  const wrong = [...(await watch.failures()), ...((await failures?.()) ?? [])];
  const troubles = [...running.troubles(), ...wrong];
  await running.stop();
  const { hops } = watch;
  return { hops, parked: broker.queue(parked).messages, troubles };
}
