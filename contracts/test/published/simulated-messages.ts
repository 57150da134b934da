import { idOf, type Message } from "#messaging/message.ts";
import { actAsCustomer } from "#trials/simulation/customers.ts";
import { commandOf } from "#trials/simulation/errands.ts";
import { lastFaultMs } from "#trials/simulation/faults.ts";
import { planOf } from "#trials/simulation/plan.ts";
import { passing } from "#trials/simulation/wire.ts";
import { createWorld } from "#trials/simulation/world.ts";

/** A handful of histories: enough that every event is said in some. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/**
 * What the services published in some histories of the simulation, among people in a hurry and all that can
 * fail.
 */
export async function liveAll(): Promise<readonly Message[]> {
  const lives: (readonly Message[])[] = [];
  for (const seed of seeds) lives.push(await publishedIn(seed));
  return lives.flat();
}

// Whether a history comes to rest and keeps its promises is for trials/simulation/ to judge; here, it only
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
