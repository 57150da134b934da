import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import type { Source } from "../session/source.ts";
import { type Breach, breachOf, orderIn, worstOf } from "./breach.ts";
import { checkPromises, isAtRest, type Promised } from "./promises.ts";
import { foundAtRest } from "./rest/found-at-rest.ts";
import { withKnown } from "./with-known.ts";

/** Judges the promises of a source at its moments. */
export interface Judge {
  /** The checks at a moment, one after the other. */
  stepsOf(state: CompanyState, isFinal: boolean): Generator<Promised>;
  /** The promises at a moment, with what was found at rest before and still stands, and what the server knows. */
  conclude(state: CompanyState, isFinal: boolean, judged: readonly Promised[]): readonly Promised[];
  /** How a promise broke. By default, at the moment that was concluded last. */
  tell(state: CompanyState, promise: Promised, isFinal?: boolean): Breach;
  /** A promise with what broke it for an order first: that is told of it. */
  about(state: CompanyState, promise: Promised, orderId: string | undefined): Promised;
  /** Whether nothing more happens at a moment. @param isQuiet whether nothing happens by itself after the end of the log */
  isFinal(state: CompanyState, isPresent: boolean, isQuiet: () => boolean): boolean;
  /** Whether a quiet company has done all it could. */
  isOver(state: CompanyState): boolean;
  /** Forgets what it has found: positions are those of one log. */
  forget(): void;
}

export function createJudge(source: Source, isLive: boolean): Judge {
  let found = foundAtRest();
  let wasFinal = false;
  /** The last position at which everything was judged. */
  let restAt: number | undefined;
  const rests = () => source.time?.rests();
  // In real time the company can be quiet while a timer runs or a server is away.
  const isOver = (state: CompanyState) => isAtRest(state) || (!isLive && state.faults.size === 0);
  /** Whoever comes by a link, or turns time back, has not seen it. */
  function judgeLastRest(before: number): void {
    const rest = rests()?.findLast((position) => position <= before);
    if (rest === undefined || rest < source.log.first || found.isJudged(rest)) return;
    const then = source.log.stateAt(rest);
    if (isOver(then)) found.remember(source.log, then, [...checkPromises(source.log, then, true)], rests());
  }
  return {
    isOver,
    isFinal: (state, isPresent, isQuiet) =>
      isPresent
        ? (isQuiet() || onlySwitched(source.log, restAt, state.position)) && isOver(state)
        : isBetweenDeeds(source, state) && isOver(state),
    stepsOf: (state, isFinal) =>
      checkPromises(source.log, state, isFinal, isLive || source.log.first > 0, source.cannotJudge),
    conclude(state, isFinal, judged) {
      wasFinal = isFinal;
      restAt = isFinal ? state.position : restAt;
      if (isFinal) found.remember(source.log, state, judged, rests());
      else judgeLastRest(state.position);
      const own = isFinal ? judged : found.standing(source.log, state, judged);
      const since = source.since?.();
      return withKnown(source.log, state, own, source.known?.() ?? [], since).map((promise) =>
        since === undefined ? promise : { ...promise, since },
      );
    },
    tell: (state, promise, isFinal = wasFinal) => breachOf(source.log, state, promise, isFinal),
    about(state, promise, orderId) {
      if (orderId === undefined) return promise;
      const its = promise.violations.find((text) => orderIn(source.log, state, text) === orderId);
      if (its === undefined) return promise;
      return { ...promise, violations: [its, ...promise.violations.filter((text) => text !== its)] };
    },
    forget() {
      found = foundAtRest();
      restAt = undefined;
    },
  };
}

/** Whether guarantees were switched since a company was at rest, and nothing else happened: that alone moves no order. */
function onlySwitched(log: NarrativeLog, restAt: number | undefined, position: number): boolean {
  if (restAt === undefined || restAt > position || restAt < log.first) return false;
  for (let at = restAt; at < position; at += 1) if (log.entry(at)?.kind !== "guarantee") return false;
  return true;
}

/**
 * Whether the company had nothing left to do until a person did something. Empty queues and outboxes alone do not prove it: without
 * the outbox, what is still to be published is only in memory. A company in the tab knows.
 */
const isBetweenDeeds = ({ log, time }: Source, state: CompanyState): boolean =>
  time
    ? time.rests().includes(state.position)
    : isAtRest(state) && log.entry(state.position)?.kind === "person";

/** How the promise broke whose breach a person feels most. */
export function worstIn(
  judge: Judge,
  promises: readonly Promised[],
  state: CompanyState,
  isFinal: boolean,
): Breach | undefined {
  const worst = worstOf(promises);
  return worst && judge.tell(state, worst, isFinal);
}
