import type { NarrativeLog } from "./narrative/log.ts";
import type { CompanyState } from "./narrative/state.ts";
import { orderIn } from "./page/model/promises/breach.ts";
import { toldOf } from "./page/model/promises/breach-words.ts";
import type { Promised } from "./page/model/promises/promises.ts";

/**
 * Leaves of each broken promise the violations whose harm was not told in the same words before, as one harm can break several
 * promises; nothing of a promise without any.
 */
export function toldOnce(
  log: NarrativeLog,
): (state: CompanyState, promised: Promised) => readonly Promised[] {
  const told = new Set<string>();

  return (state, promised) => {
    const violations = promised.violations.filter((violation) => {
      const orderId = orderIn(log, state, violation);
      const harm = orderId && toldOf(state, promised.name, violation, orderId);
      const words = `${orderId} ${harm ?? violation}`;
      const isNew = !told.has(words);
      told.add(words);
      return isNew;
    });
    return violations.length > 0 ? [{ ...promised, violations }] : [];
  };
}
