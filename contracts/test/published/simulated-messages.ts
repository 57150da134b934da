import { idOf, type Message } from "#messaging/message.ts";
import { passing } from "#trials/simulation/environment/wire.ts";
import { createWorld } from "#trials/simulation/environment/world.ts";
import { lastFaultMs } from "#trials/simulation/faults/faults.ts";
import { actAsCustomer } from "#trials/simulation/people/customers.ts";
import { commandOf } from "#trials/simulation/people/errands.ts";
import { planOf } from "#trials/simulation/plan.ts";

/** A few histories: enough that every event is published in at least one. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/**
 * The messages that the services published in some histories of the simulation, with impatient customers and
 * faults of every kind.
 */
export async function simulateAll(): Promise<readonly Message[]> {
  const histories: (readonly Message[])[] = [];
  for (const seed of seeds) histories.push(await publishedIn(seed));
  return histories.flat();
}

// trials/simulation/ checks whether a history comes to rest and keeps its invariants; here, it only
// has to be long enough.
async function publishedIn(seed: number): Promise<readonly Message[]> {
  const plan = planOf(seed);
  const world = await createWorld(plan, {});
  const { clock, clients, pendingFaults } = world;
  const began = clock.now();
  const customers = plan.orders.map((planned) => actAsCustomer(planned, { ...world, seed }));
  const staff = plan.errands.map(async (errand) => {
    await passing(clock, errand.at);
    await clients.send({ to: errand.what.to, ...commandOf(errand), id: idOf(`${seed}/${errand.id}`) });
  });
  const everybody = Promise.allSettled([...customers, ...staff]);
  for (const fault of plan.faults) clock.at(began + fault.at, () => world.inject(fault));
  clock.at(began + lastFaultMs, () => pendingFaults.clear());
  await world.pass(lastFaultMs + hour);
  await everybody;
  world.end();
  return [...world.evidence().events.values()];
}

const hour = 3_600_000;
