import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { subjectOf } from "../words.ts";
import type { KnownBreach } from "./known-breach.ts";
import { mustHoldAlways, type Promised } from "./promises.ts";

/**
 * A page's own promises, with what the server knows to be broken: a page that has only a part of the history cannot see all of it.
 *
 * @param since since when the page has the history, in milliseconds since 1970: what it has from before is a state, in which no order
 * moves. Default: the beginning
 */
export function withKnown(
  log: NarrativeLog,
  state: CompanyState,
  promises: readonly Promised[],
  known: readonly KnownBreach[],
  since = Number.NEGATIVE_INFINITY,
): readonly Promised[] {
  const before = known.filter(({ at }) => at <= state.at);
  if (before.length === 0) return promises;
  const moved = movedSince(log, state, Math.max(since, Math.min(...before.map(({ at }) => at))));
  return promises.map((promise) => {
    if (promise.is === "unjudged") return promise;
    const own = promise.is === "broken" ? promise.violations : [];
    const more = before.filter(({ at, orderId, promise: name, violation }) => {
      // What an order does after that can repair it: then the promise is judged anew.
      const isOpen = !mustHoldAlways(name) && (moved.get(orderId ?? "") ?? 0) > at;
      return name === promise.name && !isOpen && !own.includes(violation);
    });
    const [first] = more;
    if (!first) return promise;
    return {
      ...promise,
      is: "broken",
      violations: [...own, ...more.map(({ violation }) => violation)],
      known: more,
      ...(own.length === 0 && { foundAt: { position: 0, at: first.at, isTold: true } }),
    };
  });
}

/** By order, when it moved last after a time. */
function movedSince(log: NarrativeLog, state: CompanyState, since: number): ReadonlyMap<string, number> {
  const moved = new Map<string, number>();
  for (let at = state.position - 1; at >= log.first; at -= 1) {
    const entry = log.entry(at);
    if (!entry || entry.at <= since) break;
    const order = subjectOf(entry);
    if (order !== undefined && !moved.has(order)) moved.set(order, entry.at);
  }
  return moved;
}
