import { setImmediate as nextTurn } from "node:timers/promises";
import type { NarrativeLog } from "./narrative/log.ts";
import { type Breach, breachOf, worstOf } from "./page/model/promises/breach.ts";
import { checkPromises, isAtRest, type Promised } from "./page/model/promises/promises.ts";

/** How often the promises are checked, in milliseconds, if that takes little of the time. */
const everyMs = 1_000;
/** Checks take at most this share of the time: they cost more as the company grows. */
const share = 0.05;
/** How long a promise that broke is not reported again, in milliseconds. */
const silenceMs = 10_000;

/**
 * Checks the promises while the company runs, as the page does, and reports each one that breaks: once, and again when more orders
 * were harmed. The returned function ends it.
 */
export function watchBreaches(log: NarrativeLog, report: (breach: Breach) => void): () => void {
  const reported = new Map<string, { readonly at: number; readonly violations: Set<string> }>();
  let [checked, seen] = ["", -1];
  let notBefore = 0;
  let isChecking = false;

  async function check(): Promise<void> {
    const isQuiet = log.end === seen;
    seen = log.end;
    const what = `${seen} ${isQuiet}`;
    if (isChecking || what === checked || performance.now() < notBefore) return;
    isChecking = true;
    checked = what;
    const began = performance.now();
    const state = log.stateAt(log.end);
    let costMs = performance.now() - began;
    const found: Promised[] = [];
    const isFinal = isQuiet && isAtRest(state);
    const steps = checkPromises(log, state, isFinal);
    for (let step = timed(steps); !step.done; step = timed(steps)) {
      costMs += step.ms;
      found.push(step.value);
      // Between two checks, the company goes on.
      await nextTurn();
    }
    for (const breach of newBreaches(found)) report(breachOf(log, state, breach, isFinal));
    notBefore = performance.now() + costMs / share;
    isChecking = false;
  }

  /** What broke and was not reported yet, the worst first. */
  function newBreaches(found: readonly Promised[]): readonly Promised[] {
    const now = performance.now();
    const news = found.flatMap((promised) => {
      const before = reported.get(promised.name);
      if (promised.is !== "broken" || (before && now - before.at < silenceMs)) return [];
      const violations = promised.violations.filter((one) => !before?.violations.has(one));
      if (violations.length === 0) return [];
      reported.set(promised.name, { at: now, violations: new Set(promised.violations) });
      return [{ ...promised, violations }];
    });
    const worst = worstOf(news);
    return worst ? [worst, ...news.filter((one) => one !== worst)] : [];
  }

  const ticking = setInterval(() => void check(), everyMs);
  return () => clearInterval(ticking);
}

/** The next step of a check, and what it cost. */
function timed(steps: Iterator<Promised>): IteratorResult<Promised> & { readonly ms: number } {
  const began = performance.now();
  const step = steps.next();
  return { ...step, ms: performance.now() - began };
}
