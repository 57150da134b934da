import { unhandledText } from "../../../guarantees/invariants.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { subjectOf } from "../words.ts";
import type { KnownBreach } from "./known-breach.ts";
import { isRepairedByConsumer, mustHoldAlways, type Promised } from "./promises.ts";

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
  const { handled, moved } = movesSince(log, state, Math.max(since, Math.min(...before.map(({ at }) => at))));
  return promises.map((promise) => {
    if (promise.is === "unjudged") return promise;
    const own = promise.is === "broken" ? promise.violations : [];
    const more = before.filter(({ at, orderId, promise: name, violation }) => {
      // What an order does after that can repair it: then the promise is judged anew. A lost event is repaired by its consumer alone.
      const by = isRepairedByConsumer(name) ? handled.get(violation) : moved.get(orderId ?? "");
      const isOpen = !mustHoldAlways(name) && (by ?? 0) > at;
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

/** What has happened after a time that can repair what was broken then. */
interface Moves {
  /** By order, when it moved last. */
  readonly moved: ReadonlyMap<string, number>;
  /** By the violation that this repairs, when an event was handled last. */
  readonly handled: ReadonlyMap<string, number>;
}

function movesSince(log: NarrativeLog, state: CompanyState, since: number): Moves {
  const moved = new Map<string, number>();
  const handled = new Map<string, number>();
  for (let at = state.position - 1; at >= log.first; at -= 1) {
    const entry = log.entry(at);
    if (!entry || entry.at <= since) break;
    const order = subjectOf(entry);
    if (order !== undefined && !moved.has(order)) moved.set(order, entry.at);
    const repaired = repairedBy(entry);
    if (repaired !== undefined && !handled.has(repaired)) handled.set(repaired, entry.at);
  }
  return { handled, moved };
}

const repairedBy = (entry: Entry): string | undefined =>
  entry.kind === "handled" || entry.kind === "ignored"
    ? unhandledText({ service: entry.service, event: entry.message })
    : undefined;
