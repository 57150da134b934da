import type { Clock } from "#messaging/clock.ts";
import { isAtRest } from "../company/at-rest.ts";
import type { Company } from "../company/company.ts";
import type { Figures } from "../narrative/figures.ts";
import { type Evidence, invariants, violationsOf } from "./invariants.ts";

/** How long orders that are under way are waited for, in milliseconds. */
const longestRestMs = 15_000;

/** Waits until every order of a running company has ended, but not for long. */
export async function comeToRest(company: Company, clock: Clock): Promise<void> {
  for (const deadline = clock.now() + longestRestMs; clock.now() < deadline; ) {
    if (await isAtRest(company)) return;
    await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
  }
}

/** Whether the invariants hold, as lines. They hold at rest: with orders under way, they are not checked. */
export function verdictOf(
  evidence: Evidence,
  { inFlight, placed }: Pick<Figures, "inFlight" | "placed">,
): { readonly isGood: boolean; readonly lines: readonly string[] } {
  if (inFlight > 0) {
    const text = `${inFlight} of ${placed} orders are still under way: the invariants hold at rest only, and were not checked`;
    return { isGood: true, lines: [text] };
  }
  const violations = violationsOf(evidence);
  if (violations.length > 0) return { isGood: false, lines: violations.map((one) => `✗ ${one}`) };
  return { isGood: true, lines: [`✓ all ${invariants.length} invariants hold: ${placed} orders`] };
}
