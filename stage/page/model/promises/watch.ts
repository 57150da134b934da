import { batch, type Signal, signal } from "@preact/signals";
import { invariants } from "../../../guarantees/invariants.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import type { Player } from "../session/player.ts";
import { isRealTime, type Source } from "../session/source.ts";
import { type Asked, asked } from "./asked.ts";
import type { Breach } from "./breach.ts";
import { createJudge, type Judge, worstIn } from "./judge.ts";
import { createLatestBreach } from "./latest-breach.ts";
import type { Promised } from "./promises.ts";
import { restMs } from "./rest/first-rest.ts";

/** The promises at the moment that is shown, and the worst that broke. */
export interface Watch extends Asked {
  readonly promises: Signal<readonly Promised[]>;
  readonly breach: Signal<Breach | undefined>;
  readonly stopsAtBreach: Signal<boolean>;
  /** Checks for a part of a frame, if the moment has changed and it is time. */
  check(): void;
}

/** A moment that is shown for this long is checked, in milliseconds: whoever moves through time wants to see it first. */
const stillMs = 200;
/** The most time that checking takes of one frame, if no invariant takes longer, in milliseconds. */
const sliceMs = 4;

/** A check that goes on over several frames. */
interface Checking {
  readonly what: string;
  readonly state: CompanyState;
  readonly isFinal: boolean;
  readonly steps: Iterator<Promised>;
  readonly judged: Promised[];
  costMs: number;
}

/** Whether a breach stops the clock: the first one, and the first one that a person feels. */
const isWorse = (broke: Breach | undefined, told: Breach | undefined): broke is Breach =>
  broke !== undefined && !broke.isReportDue && (told === undefined || (broke.isFelt && !told.isFelt));

const isSame = (broke: Breach | undefined, told: Breach | undefined): boolean =>
  broke?.sentence === told?.sentence && broke?.harm === told?.harm;

/** Whether the harm was done before a page was opened: in real time it tells so, and shows the present. */
const isOld = ({ harm, judged }: Breach, openedAt: number): boolean =>
  (harm ?? judged.position - 1) < openedAt;

/** @param clock milliseconds of real time */
export function watchPromises(source: Source, player: Player, clock = () => performance.now()): Watch {
  const isLive = isRealTime(source);
  const judge = createJudge(source, isLive);
  const latest = createLatestBreach(judge);
  const first = [...judge.stepsOf(source.log.present, !isLive)];
  const promises = signal(judge.conclude(source.log.present, false, first));
  const breach = signal<Breach | undefined>(undefined);
  const stopsAtBreach = signal(true);
  let log = source.log;
  let checking: Checking | undefined;
  let checked = "";
  let notBefore = Number.NEGATIVE_INFINITY;
  let shown = -1;
  let [movedAt, brokeAt, openedAt] = [0, 0, log.end];

  const isAtEnd = () => player.position.peek() >= player.end.peek();

  /** Whether nothing more happens by itself where time has come to. */
  const isQuiet = (): boolean =>
    isLive ? clock() - movedAt >= restMs : source.isRecorded || player.quiet.peek();

  const isFinal = (state: CompanyState): boolean => judge.isFinal(state, isAtEnd(), isQuiet);

  function conclude({ costMs, isFinal, judged, state, what }: Checking): void {
    const all = judge.conclude(state, isFinal, judged);
    const { position } = state;
    const told = breach.peek();
    const caused = latest.find(all, state, isFinal, { breach: told, at: brokeAt });
    const broke = caused?.breach ?? worstIn(judge, all, state, isFinal);
    // Before the breach that is told, whatever is broken was known when it was told, and is not told instead.
    const isNew =
      (!told || position >= brokeAt) &&
      ((caused && (caused.isNew || caused.breach.promise !== told?.promise)) || isWorse(broke, told));
    brokeAt = isNew ? position : brokeAt;
    // On the way back to the cause the breach stays told: what led to it stays marked. A hop that is still to be reported is its end.
    const isKept = position < brokeAt || broke?.isReportDue || isSame(broke, told);
    batch(() => {
      promises.value = all;
      if (!isKept) breach.value = broke;
      if (isNew && stopsAtBreach.peek() && !(isLive && broke && isOld(broke, openedAt))) player.stop();
    });
    checking = undefined;
    checked = what;
    // A check costs more as the log grows; all of them together take a tenth of the time.
    notBefore = clock() + Math.max(250, costMs * 10);
  }

  function forgetOtherLog(): void {
    if (source.log === log) return;
    judge.forget();
    latest.forget();
    [log, checking, checked, brokeAt, openedAt] = [source.log, undefined, "", 0, source.log.end];
  }

  function check(): void {
    const now = clock();
    const position = player.position.peek();
    movedAt = position === shown ? movedAt : now;
    shown = position;
    forgetOtherLog();
    const what = `${source.log.end} ${position} ${isQuiet()}`;
    if (!player.playing.peek()) {
      if (checking?.what !== what) checking = undefined;
      if (now - movedAt < stillMs) return;
    }
    if (!checking && (what === checked || now < notBefore)) return;
    checking ??= checkingOf(what, source.log.stateAt(position), judge, isFinal);
    if (goOn(checking)) conclude(checking);
  }

  function show(broke: Breach, position: number, all = promises.peek()): void {
    latest.pin(all, broke);
    [brokeAt, breach.value] = [position, broke];
  }

  const askable = asked({ source, player, judge, isFinal, forgetOtherLog, show });
  return { promises, breach, stopsAtBreach, check, ...askable };
}

const checkingOf = (
  what: string,
  state: CompanyState,
  judge: Judge,
  isFinalAt: (state: CompanyState) => boolean,
): Checking => {
  const isFinal = isFinalAt(state);
  return {
    ...{ what, state, isFinal, steps: judge.stepsOf(state, isFinal) },
    ...{ judged: [], costMs: 0 },
  };
};

/** Checks for a part of a frame. Returns whether everything is checked. */
function goOn(one: Checking): boolean {
  const began = performance.now();
  for (let now = began; now - began < sliceMs; now = performance.now()) {
    const { done, value } = one.steps.next();
    one.costMs += performance.now() - now;
    if (!done) one.judged.push(value);
    else break;
  }
  return one.judged.length === invariants.length;
}
