import type { NarrativeLog } from "../../../../narrative/log.ts";
import type { CompanyState } from "../../../../narrative/state.ts";
import { takesEffectAt } from "../../timeline/commits.ts";
import { subjectOf } from "../../words.ts";
import { orderIn } from "../breach.ts";
import { isRepairedByConsumer, type Promised, type Since } from "../promises.ts";
import { firstRest, type Rests } from "./first-rest.ts";

/**
 * What was found broken when the company was at rest. Promises about the end cannot be judged while any order is under way; what was
 * found stays found until its own order moves, or until it is repaired.
 */
export interface FoundAtRest {
  /** Whether a moment of rest is remembered. */
  isJudged(position: number): boolean;
  /** Remembers the promises at a moment of rest. */
  remember(log: NarrativeLog, state: CompanyState, promises: readonly Promised[], rests?: Rests): void;
  /** The promises at a moment at which orders are under way, with what was found before and still stands. */
  standing(log: NarrativeLog, state: CompanyState, promises: readonly Promised[]): readonly Promised[];
}

/** A violation, since its first moment of rest. */
interface Finding {
  /** The order that it is about; undefined if it is about none. */
  readonly order: string | undefined;
  readonly since: Since;
}

/** One moment of rest. */
interface Judgement {
  readonly position: number;
  readonly at: number;
  /** By promise and violation, what was found. */
  readonly found: ReadonlyMap<string, ReadonlyMap<string, Finding>>;
  /** By order, the position at which it moved first after this moment, as far as the log has been read. */
  readonly moved: Map<string, number>;
  read: number;
}

/** Going back in time leads to an earlier judgement; older ones are forgotten. */
const most = 100;

export function foundAtRest(): FoundAtRest {
  let judgements: readonly Judgement[] = [];

  return {
    isJudged: (position) => judgements.some((one) => one.position === position),
    remember(log, state, promises, rests) {
      const { at, position } = state;
      const broken = promises.filter(({ is }) => is === "broken");
      const before = judgements.findLast((one) => one.position < position)?.found;
      const findingOf = (promise: string, text: string): Finding => {
        const order = orderIn(log, state, text);
        return {
          order,
          since: before?.get(promise)?.get(text)?.since ?? firstRest(log, order, state, rests),
        };
      };
      const found = new Map(
        broken.map(({ name, violations }) => [
          name,
          new Map(violations.map((text) => [text, findingOf(name, text)])),
        ]),
      );
      const others = judgements.filter((one) => one.position !== position);
      judgements = [...others, { position, at, found, moved: new Map(), read: position }]
        .sort((a, b) => a.position - b.position)
        .slice(-most);
    },
    standing(log, state, promises) {
      const last = judgements.findLast(({ position }) => position <= state.position);
      if (!last || last.found.size === 0) return promises;
      readMoves(log, last, state.position);
      return promises.map((promise) => stillFound(promise, last, state.position));
    },
  };
}

function readMoves(log: NarrativeLog, judgement: Judgement, until: number): void {
  for (judgement.read = Math.max(judgement.read, log.first); judgement.read < until; judgement.read += 1) {
    const entry = log.entry(judgement.read);
    const order = entry && subjectOf(entry);
    if (!entry || order === undefined || judgement.moved.has(order)) continue;
    // A hop that is reported only now may have happened before: then it moves nothing.
    const since = takesEffectAt(log, judgement.read, entry);
    if (since >= judgement.position) judgement.moved.set(order, judgement.read);
  }
}

/** An open promise, broken by the violations that were found, are still there, and whose orders have not moved since. */
function stillFound(promise: Promised, { found, moved, position }: Judgement, now: number): Promised {
  const before = found.get(promise.name);
  if (promise.is !== "open" || !before) return promise;
  const violations = promise.violations.filter((text) => {
    if (!before.has(text)) return false;
    if (isRepairedByConsumer(promise.name)) return true;
    const movedAt = moved.get(before.get(text)?.order ?? "");
    return movedAt === undefined || movedAt >= now;
  });
  const [first] = violations.flatMap((text) => before.get(text)?.since ?? []).sort((a, b) => a.at - b.at);
  return first ? { ...promise, is: "broken", violations, foundAt: first, judgedAt: position } : promise;
}
