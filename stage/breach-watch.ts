import { setImmediate as nextTurn } from "node:timers/promises";
import type { NarrativeLog } from "./narrative/log.ts";
import type { CompanyState } from "./narrative/state.ts";
import { type Breach, breachOf, undated, worstOf } from "./page/model/promises/breach.ts";
import { isAboutKnown } from "./page/model/promises/history.ts";
import type { KnownBreach } from "./page/model/promises/known-breach.ts";
import {
  checkPromises,
  isAtRest,
  isRepairedByConsumer,
  mustHoldAlways,
  type Promised,
} from "./page/model/promises/promises.ts";
import { headline } from "./page/model/words.ts";
import { toldOnce } from "./told-once.ts";

/** Watches the promises while the company runs. */
export interface BreachWatch {
  /** What was found broken, as long as it is: another list when that changes. */
  readonly known: () => readonly KnownBreach[];
  /** Checks the promises now. @param isQuiet whether nothing has happened for a while */
  check(isQuiet: boolean): Promise<void>;
  end(): void;
}

/** What is judged. Default: everything, because the log is of the whole history. */
interface WatchOptions {
  /** Why the log has not what it takes to judge a promise; undefined if it has. */
  readonly cannotJudge?: (promise: string) => string | undefined;
  /** Told of an error in a check. Default: it is thrown. */
  readonly onTrouble?: (why: unknown) => void;
  /** Whether the company was there before its log: then only what began within the log is found broken. */
  readonly beganEarlier?: boolean;
  /** Milliseconds of real time. Default: those since this process began. */
  readonly now?: () => number;
}

/** How often the promises are checked, in milliseconds, if that takes little of the time. */
const everyMs = 1_000;
/** Checks take at most this share of the time: they cost more as the company grows. */
const share = 0.05;
/** How long a promise that broke is not reported again, in milliseconds. */
const silenceMs = 10_000;
/** Of each promise, so many violations are remembered with what led to them. */
const mostKnown = 20;

/**
 * Checks the promises while the company runs, as the page does, and reports each one that breaks: once, and again when more orders
 * were harmed. It remembers what it found, with what led to it, because the log forgets.
 */
export function watchBreaches(
  log: NarrativeLog,
  report: (breach: Breach) => void,
  {
    beganEarlier = false,
    cannotJudge,
    now = () => performance.now(),
    onTrouble = rethrow,
  }: WatchOptions = {},
): BreachWatch {
  /** By promise, when it was reported last. */
  const reportedAt = new Map<string, number>();
  const isNews = toldOnce(log);
  let known: readonly KnownBreach[] = [];
  let [checked, seen] = ["", -1];
  let notBefore = 0;
  let isChecking = false;

  async function tick(): Promise<void> {
    const isQuiet = log.end === seen;
    seen = log.end;
    const what = `${seen} ${isQuiet}`;
    if (isChecking || what === checked || performance.now() < notBefore) return;
    checked = what;
    await check(isQuiet);
  }

  async function check(isQuiet: boolean): Promise<void> {
    isChecking = true;
    try {
      await judge(isQuiet);
    } finally {
      isChecking = false;
    }
  }

  async function judge(isQuiet: boolean): Promise<void> {
    const began = performance.now();
    const state = log.stateAt(log.end);
    let costMs = performance.now() - began;
    const found: Promised[] = [];
    const isFinal = isQuiet && isAtRest(state);
    // The state is that of the whole history, though the log may have lost its beginning.
    const steps = checkPromises(log, state, isFinal, log.first > 0 ? "commits" : false, cannotJudge);
    for (let step = timed(steps); !step.done; step = timed(steps)) {
      costMs += step.ms;
      found.push(step.value);
      // Between two checks, the company goes on.
      await nextTurn();
    }
    const counted = beganEarlier ? found.map((promised) => withinLog(log, state, promised)) : found;
    for (const breach of newBreaches(state, counted)) report(breachOf(log, state, breach, isFinal));
    const kept = isFinal ? known.filter((one) => isStillBroken(one, found)) : known;
    const news = newlyKnown(log, state, kept, counted, isFinal);
    if (news.length > 0 || kept.length < known.length) known = [...kept, ...news];
    notBefore = performance.now() + costMs / share;
  }

  /** What broke of orders that it was not reported of yet, the worst first. */
  function newBreaches(state: CompanyState, found: readonly Promised[]): readonly Promised[] {
    const at = now();
    const isDue = ({ is, name }: Promised): boolean =>
      is === "broken" && at - (reportedAt.get(name) ?? Number.NEGATIVE_INFINITY) >= silenceMs;
    return worstFirst(found.filter(isDue)).flatMap((promised) => {
      const violations = promised.violations.filter((one) => isNews(state, promised.name, one));
      if (violations.length === 0) return [];
      reportedAt.set(promised.name, at);
      return [{ ...promised, violations }];
    });
  }

  const ticking = setInterval(() => void tick().catch(onTrouble), everyMs);
  return { known: () => known, check, end: () => clearInterval(ticking) };
}

function worstFirst(broken: readonly Promised[]): readonly Promised[] {
  const worst = worstOf(broken);
  return worst ? [worst, ...worstFirst(broken.filter((one) => one !== worst))] : [];
}

function rethrow(why: unknown): never {
  throw why;
}

/** A promise with those of its violations that are about orders that were placed within the log. */
const withinLog = (log: NarrativeLog, state: CompanyState, promised: Promised): Promised => ({
  ...promised,
  violations: promised.violations.filter((text) => isAboutKnown(log, state, text)),
});

/** Whether what was known to be broken is so at rest: then it has not been repaired, or cannot be judged any more. */
const isStillBroken = ({ promise, violation }: KnownBreach, found: readonly Promised[]): boolean =>
  mustHoldAlways(promise) ||
  found.some(
    ({ is, name, violations }) => name === promise && (is === "unjudged" || violations.includes(violation)),
  );

/** What is found broken in a check, and was not known before. */
const newlyKnown = (
  log: NarrativeLog,
  state: CompanyState,
  known: readonly KnownBreach[],
  found: readonly Promised[],
  isFinal: boolean,
): readonly KnownBreach[] =>
  found.flatMap((promised) => {
    if (promised.is !== "broken") return [];
    const before = known.filter(({ promise }) => promise === promised.name);
    const texts = new Set(before.map(({ violation }) => violation));
    return promised.violations
      .filter((text) => !texts.has(text))
      .slice(0, Math.max(0, mostKnown - before.length))
      .flatMap((text) => knownBreach(log, state, { ...promised, violations: [text] }, isFinal));
  });

function knownBreach(
  log: NarrativeLog,
  state: CompanyState,
  promised: Promised,
  isFinal: boolean,
): readonly KnownBreach[] {
  const { bare, isReportDue, orderId, path, promise, sentence } = breachOf(log, state, promised, isFinal);
  // What led to it is complete at the next check.
  if (isReportDue) return [];
  const [violation = ""] = promised.violations;
  const way = path.flatMap((at) => {
    const entry = log.entry(at);
    return entry ? [{ at: entry.at, what: headline(entry) }] : [];
  });
  // It stays broken when its order moves on: what the customer feels can be over then.
  const lasting = isRepairedByConsumer(promise) ? bare : undated(sentence);
  const known = { promise, violation, at: state.at, sentence: lasting, way };
  return [{ ...known, ...(orderId !== undefined && { orderId }) }];
}

/** The next step of a check, and what it cost. */
function timed(steps: Iterator<Promised>): IteratorResult<Promised> & { readonly ms: number } {
  const began = performance.now();
  const step = steps.next();
  return { ...step, ms: performance.now() - began };
}
