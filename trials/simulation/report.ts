import { idsIn } from "#stage/narrative/text/ids.ts";
import { count } from "#stage/narrative/text/words.ts";
import { runHistory } from "./history.ts";
import type { HistoryResult, Violation } from "./history-result.ts";
import { orderIdFor } from "./people/customers.ts";
import type { Plan } from "./plan.ts";
import { idsOf, shrink } from "./shrink.ts";
import { optionFor } from "./subject.ts";

/** Reports a broken invariant with the smallest history that still breaks it, and the command to reproduce it. */
export async function reportOf(plan: Plan, violation: Violation): Promise<readonly string[]> {
  const small = await shrink(plan, violation.invariant);
  const all = await runHistory(small);
  const found = all.violations.find(({ invariant }) => invariant === violation.invariant) ?? violation;
  const about = ordersIn(found.what);
  const { trace } = await runHistory(small, { trace: about.length > 0 ? about : "everything" });
  const { design, orders, errands, faults, seed } = small;
  const again = `npm run simulate -- ${optionFor(design)}--seed ${seed}`;
  return [
    `✗ seed ${seed}: ${found.invariant}`,
    `  ${found.what}`,
    ...about.flatMap((id) => {
      const planned = plan.orders.find((order) => orderIdFor(seed, order) === id);
      return planned ? [`  order ${id} is ${planned.id}: ${planned.card} at ${planned.restaurantId}`] : [];
    }),
    `  smallest failing history: ${count(orders.length, "order")}, ${count(errands.length, "errand")}, ${count(faults.length, "fault")}`,
    ...trace.slice(0, mostLines),
    ...(trace.length > mostLines ? [`  … ${count(trace.length - mostLines, "more line")}`] : []),
    `  full history:     ${again} --trace`,
    `  smallest:         ${again} --only ${idsOf(small).join(",")} --trace`,
  ];
}

const mostLines = 60;

const ordersIn = (text: string): readonly string[] => [...new Set(idsIn(text))];

/** The result of a history in one line. */
export function lineFor({
  seed,
  orders,
  events,
  deliveries,
  faults,
  virtualMs,
  violations,
}: HistoryResult): string {
  const kept =
    violations.length === 0 ? "✓ every invariant holds" : `✗ ${count(violations.length, "violation")}`;
  const counts = [
    count(orders, "order"),
    count(events, "event"),
    count(deliveries, "delivery"),
    count(faults, "fault"),
  ];
  return `seed ${seed}: ${kept}: ${counts.join(", ")}, ${Math.round(virtualMs / 1_000)} s of virtual time`;
}
