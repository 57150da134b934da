import { batch, type Signal, signal } from "@preact/signals";
import { type Breach, breachOf, worstOf } from "./breach.ts";
import type { Player } from "./player.ts";
import { isAtRest, type Promised, promisesAt } from "./promises.ts";
import type { Source } from "./source.ts";

/** The promises at the moment that is shown, and the worst that broke. */
export interface Watch {
  readonly promises: Signal<readonly Promised[]>;
  readonly breach: Signal<Breach | undefined>;
  readonly stopsAtBreach: Signal<boolean>;
  /** Checks, if the moment has changed and it is time. */
  check(): void;
}

export function watchPromises(source: Source, player: Player): Watch {
  const began = source.log.stateAt(source.log.end);
  const promises = signal(promisesAt(source.log, began, true));
  const breach = signal<Breach | undefined>(undefined);
  const stopsAtBreach = signal(true);
  let checkedAt = Number.NEGATIVE_INFINITY;
  let costMs = 0;
  let checked = "";

  function check(): void {
    const now = performance.now();
    const position = player.position.peek();
    const isPresent = position >= player.end.peek();
    const what = `${source.log.end} ${position} ${player.quiet.peek()}`;
    // A check costs more as the log grows; all of them together take a tenth of the time.
    if (what === checked || now - checkedAt < Math.max(250, costMs * 10)) return;
    checked = what;
    const state = source.log.stateAt(position);
    const isFinal = isAtRest(state) || (isPresent && player.quiet.peek() && state.faults.size === 0);
    const found = promisesAt(source.log, state, isFinal);
    const worst = worstOf(found);
    const broke = worst && breachOf(source.log, state, worst);
    const isNew = broke !== undefined && breach.peek() === undefined;
    batch(() => {
      promises.value = found;
      if (broke?.sentence !== breach.peek()?.sentence) breach.value = broke;
      if (isNew && stopsAtBreach.peek()) player.playing.value = false;
    });
    checkedAt = performance.now();
    costMs = checkedAt - now;
  }

  return { promises, breach, stopsAtBreach, check };
}
