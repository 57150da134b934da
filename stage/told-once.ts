import type { NarrativeLog } from "./narrative/log.ts";
import type { CompanyState } from "./narrative/state.ts";
import { orderIn } from "./page/model/promises/breach.ts";
import { toldOf } from "./page/model/promises/breach-words.ts";

/** Whether a violation of a promise is news: it is asked once, and remembered. */
export type IsNews = (state: CompanyState, promise: string, violation: string) => boolean;

/**
 * A violation is news unless the promise was told to be broken for the same order, or the harm was told in the same words: one harm can
 * break several promises.
 */
export function toldOnce(log: NarrativeLog): IsNews {
  const told = new Set<string>();
  const tell = (what: string): boolean => told.size < told.add(what).size;

  return (state, promise, violation) => {
    // The log forgets which order a violation is about.
    if (!tell(`${promise}: ${violation}`)) return false;
    const order = orderIn(log, state, violation);
    if (order === undefined) return true;
    const isNewOrder = tell(`${promise}: ${order}`);
    const harm = toldOf(state, promise, violation, order) ?? violation;
    return isNewOrder && tell(`${order}: ${harm}`);
  };
}
