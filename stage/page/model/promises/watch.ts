import { batch, type Signal, signal } from "@preact/signals";
import { invariants } from "../../../guarantees/invariants.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import type { Player } from "../session/player.ts";
import type { Source } from "../session/source.ts";
import { type Breach, breachOf, worstOf } from "./breach.ts";
import { checkPromises, isAtRest, type Promised } from "./promises.ts";

/** The promises at the moment that is shown, and the worst that broke. */
export interface Watch {
  readonly promises: Signal<readonly Promised[]>;
  readonly breach: Signal<Breach | undefined>;
  readonly stopsAtBreach: Signal<boolean>;
  /** Checks for a part of a frame, if the moment has changed and it is time. */
  check(): void;
}

/** A moment that is shown for this long is checked, in milliseconds: whoever moves through time wants to see it first. */
const stillMs = 200;
/** Real time has come to rest when nothing has happened for this long, in milliseconds. */
const restMs = 1_000;
/** The most time that checking takes of one frame, if no invariant takes longer, in milliseconds. */
const sliceMs = 4;

/** A check that goes on over several frames. */
interface Checking {
  readonly what: string;
  readonly position: number;
  readonly state: CompanyState;
  readonly steps: Iterator<Promised>;
  readonly found: Promised[];
  costMs: number;
}

/** Whether a breach stops the clock: the first one, and the first one that a person feels. */
const isWorse = (broke: Breach, told: Breach | undefined): boolean =>
  told === undefined || (broke.isFelt && !told.isFelt);

const isSame = (broke: Breach | undefined, told: Breach | undefined): boolean =>
  broke?.sentence === told?.sentence && broke?.harm === told?.harm;

export function watchPromises(source: Source, player: Player): Watch {
  const isLive = !source.time && !source.isRecorded;
  const promises = signal<readonly Promised[]>([
    ...stepsOf(source, source.log.stateAt(source.log.end), !isLive, isLive),
  ]);
  const breach = signal<Breach | undefined>(undefined);
  const stopsAtBreach = signal(true);
  let log = source.log;
  let checking: Checking | undefined;
  let checked = "";
  let notBefore = Number.NEGATIVE_INFINITY;
  let shown = -1;
  let movedAt = 0;
  let brokeAt = 0;

  /** Whether nothing more happens by itself where time has come to. */
  const isQuiet = (): boolean =>
    isLive ? performance.now() - movedAt >= restMs : source.isRecorded || player.quiet.peek();

  function begin(what: string): Checking {
    const position = player.position.peek();
    const state = source.log.stateAt(position);
    const isPresent = position >= player.end.peek();
    const isFinal = isPresent ? isQuiet() && isOver(state, isLive) : isBetweenDeeds(source.log, state);
    const steps = stepsOf(source, state, isFinal, isLive || source.log.first > 0);
    return { what, position, state, steps, found: [], costMs: 0 };
  }

  function conclude({ costMs, found, position, state, what }: Checking): void {
    const worst = worstOf(found);
    const broke = worst && breachOf(source.log, state, worst);
    const told = breach.peek();
    const isNew = broke !== undefined && isWorse(broke, told);
    brokeAt = isNew ? position : brokeAt;
    // On the way back to the cause the breach stays told: what led to it stays marked.
    const isBefore = broke === undefined && position < brokeAt;
    batch(() => {
      promises.value = found;
      if (!isBefore && !isSame(broke, told)) breach.value = broke;
      if (isNew && stopsAtBreach.peek()) player.playing.value = false;
    });
    checking = undefined;
    checked = what;
    // A check costs more as the log grows; all of them together take a tenth of the time.
    notBefore = performance.now() + Math.max(250, costMs * 10);
  }

  function goOn(one: Checking): void {
    const began = performance.now();
    for (let now = began; now - began < sliceMs; now = performance.now()) {
      const { done, value } = one.steps.next();
      one.costMs += performance.now() - now;
      if (!done) one.found.push(value);
      else break;
    }
    if (one.found.length === invariants.length) conclude(one);
  }

  function check(): void {
    const now = performance.now();
    const position = player.position.peek();
    movedAt = position === shown ? movedAt : now;
    shown = position;
    if (source.log !== log) {
      [log, checking, checked, brokeAt] = [source.log, undefined, "", 0];
    }
    const what = `${source.log.end} ${position} ${isQuiet()}`;
    if (!player.playing.peek()) {
      if (checking?.what !== what) checking = undefined;
      if (now - movedAt < stillMs) return;
    }
    if (!checking && (what === checked || now < notBefore)) return;
    checking ??= begin(what);
    goOn(checking);
  }

  return { promises, breach, stopsAtBreach, check };
}

/** The checks of all promises, one after the other. */
const stepsOf = (source: Source, state: CompanyState, isFinal: boolean, isPartial: boolean) =>
  checkPromises(source.log, state, isFinal, isPartial, source.cannotJudge);

/** Whether a quiet company has done all it could. In real time it can be quiet while a timer runs or a server is away. */
const isOver = (state: CompanyState, isLive: boolean): boolean =>
  isAtRest(state) || (!isLive && state.faults.size === 0);

/**
 * Whether the company had nothing left to do until a person did something. Empty queues and outboxes alone do not prove it: without
 * the outbox, what is still to be published is only in memory.
 */
const isBetweenDeeds = (log: Source["log"], state: CompanyState): boolean =>
  isAtRest(state) && log.entry(state.position)?.kind === "person";
