import { batch, type Signal, signal } from "@preact/signals";
import { invariants } from "../../guarantees/invariants.ts";
import type { CompanyState } from "../../narrative/state.ts";
import { type Breach, breachOf, worstOf } from "./breach.ts";
import type { Player } from "./player.ts";
import { checkPromises, isAtRest, type Promised } from "./promises.ts";
import type { Source } from "./source.ts";

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
/** The most time that checking takes of one frame, if no invariant takes longer, in milliseconds. */
const sliceMs = 4;

/** A check that goes on over several frames. */
interface Checking {
  readonly what: string;
  readonly state: CompanyState;
  readonly steps: Iterator<Promised>;
  readonly found: Promised[];
  costMs: number;
}

export function watchPromises(source: Source, player: Player): Watch {
  const began = source.log.stateAt(source.log.end);
  const promises = signal<readonly Promised[]>([
    ...checkPromises(source.log, began, source.time !== undefined, !source.time, source.judges),
  ]);
  const breach = signal<Breach | undefined>(undefined);
  const stopsAtBreach = signal(true);
  let log = source.log;
  let checking: Checking | undefined;
  let checked = "";
  let notBefore = Number.NEGATIVE_INFINITY;
  let shown = -1;
  let movedAt = 0;

  function begin(what: string): Checking {
    const position = player.position.peek();
    const isPresent = position >= player.end.peek();
    const state = source.log.stateAt(position);
    const isPartial = !source.time || source.log.first > 0;
    const isFinal = isAtRest(state) || (isPresent && player.quiet.peek() && state.faults.size === 0);
    const steps = checkPromises(source.log, state, isFinal, isPartial, source.judges);
    return { what, state, steps, found: [], costMs: 0 };
  }

  function conclude({ costMs, found, state, what }: Checking): void {
    const worst = worstOf(found);
    const broke = worst && breachOf(source.log, state, worst);
    const isNew = broke !== undefined && breach.peek() === undefined;
    batch(() => {
      promises.value = found;
      if (broke?.sentence !== breach.peek()?.sentence) breach.value = broke;
      if (isNew && stopsAtBreach.peek()) player.playing.value = false;
    });
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
    if (one.found.length < invariants.length) return;
    checking = undefined;
    conclude(one);
  }

  function check(): void {
    const now = performance.now();
    const position = player.position.peek();
    if (position !== shown) movedAt = now;
    shown = position;
    if (source.log !== log) {
      log = source.log;
      checking = undefined;
      checked = "";
    }
    const what = `${source.log.end} ${position} ${player.quiet.peek()}`;
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
