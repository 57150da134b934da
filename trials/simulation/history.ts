import { idOf } from "#messaging/message.ts";
import { isAtRest } from "#stage/company/at-rest.ts";
import { passing } from "./environment/wire.ts";
import { createWorld, type World } from "./environment/world.ts";
import { lastFaultMs } from "./faults/faults.ts";
import type { HistoryOptions, HistoryResult } from "./history-result.ts";
import { actAsCustomer, orderIdFor } from "./people/customers.ts";
import { commandOf } from "./people/errands.ts";
import type { Plan } from "./plan.ts";
import { checkAtRest } from "./rules/promises.ts";

const minute = 60_000;

/** How long after the last fault the company may take to come to rest, in milliseconds. */
const restMs = 40 * minute;

/** Runs a plan, waits after the last fault until the company is at rest, and checks every invariant. */
export async function runHistory(plan: Plan, options: HistoryOptions = {}): Promise<HistoryResult> {
  const world = await createWorld(plan, options);
  const { clock } = world;
  const began = clock.now();
  const accepted = new Set<string>();
  let busy = 0;

  function begin(work: () => Promise<unknown>): void {
    busy += 1;
    void work()
      .catch((error) => world.reportViolation("no client fails", String(error)))
      .finally(() => {
        busy -= 1;
      });
  }

  for (const planned of plan.orders) {
    begin(async () => {
      const answer = await actAsCustomer(planned, { ...world, seed: plan.seed });
      if (answer && !answer.refusal) accepted.add(orderIdFor(plan.seed, planned));
    });
  }
  for (const errand of plan.errands) {
    const { to } = errand.what;
    begin(async () => {
      await passing(clock, errand.at);
      await world.clients.send({ to, ...commandOf(errand), id: idOf(`errand/${plan.seed}/${errand.id}`) });
    });
  }
  for (const fault of plan.faults) clock.at(began + fault.at, () => world.inject(fault));
  clock.at(began + lastFaultMs + minute, () => world.pendingFaults.clear());

  const isDone = async () => busy === 0 && world.isQuiet() && (await isAtRest(world.company));
  while (clock.now() < began + lastFaultMs + restMs && !world.isBroken()) {
    await world.pass(1_000);
    if (await isDone()) {
      await world.pass(1_000);
      if (await isDone()) break;
    }
  }
  const virtualMs = clock.now() - began;
  if (!world.isBroken()) judge(world, accepted, await isDone());
  world.end();
  return { seed: plan.seed, orders: accepted.size, virtualMs, ...world.outcome() };
}

function judge(world: World, accepted: ReadonlySet<string>, isDone: boolean): void {
  if (!isDone) world.reportViolation("after the last fault, the company comes to rest", world.unrest());
  checkAtRest(world.evidence(), world.company.design.invariants, accepted, world.reportViolation);
}
