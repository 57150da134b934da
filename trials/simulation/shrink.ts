import { runHistory } from "./history.ts";
import type { Plan } from "./plan.ts";

/** The same plan with only these orders, errands and faults. */
export function only(plan: Plan, ids: ReadonlySet<string>): Plan {
  const kept = <T extends { readonly id: string }>(from: readonly T[]) =>
    from.filter(({ id }) => ids.has(id));
  return { ...plan, orders: kept(plan.orders), errands: kept(plan.errands), faults: kept(plan.faults) };
}

/** The ids of everything in a plan. */
export const idsOf = ({ orders, errands, faults }: Plan): readonly string[] =>
  [...faults, ...errands, ...orders].map(({ id }) => id);

/** Runs a plan; shrinking needs only the violations. */
export type RunPlan = (
  plan: Plan,
) => Promise<{ readonly violations: readonly { readonly invariant: string }[] }>;

/**
 * Finds a smallest plan that still breaks the invariant, by delta debugging: removes halves, then quarters, down to
 * single items, until nothing more can be removed.
 *
 * @param most the maximum number of histories to try
 * @param tell runs a plan
 */
export async function shrink(
  plan: Plan,
  invariant: string,
  most = 250,
  tell: RunPlan = runHistory,
): Promise<Plan> {
  let ids = idsOf(plan);
  let tries = 0;

  async function stillBreaks(left: readonly string[]): Promise<boolean> {
    tries += 1;
    const { violations } = await tell(only(plan, new Set(left)));
    return violations.some((violation) => violation.invariant === invariant);
  }

  for (let size = Math.ceil(ids.length / 2); size >= 1 && tries < most; ) {
    const before = ids.length;
    for (let start = 0; start < ids.length && tries < most; ) {
      const left = [...ids.slice(0, start), ...ids.slice(start + size)];
      if (await stillBreaks(left)) ids = left;
      else start += size;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (ids.length === before) break;
  }
  return only(plan, new Set(ids));
}
