import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { CompanyState } from "../../../narrative/state.ts";
import type { Player } from "./player.ts";

/** How often the state is folded anew while the page plays, in milliseconds: the eye needs no more. */
const foldEveryMs = 60;

/** The company at the moment that is shown. While the page plays it may be a few frames old, until `catchUp`. */
export function createFoldedState({ log, playing, position }: Player): {
  readonly state: ReadonlySignal<CompanyState>;
  catchUp(): void;
} {
  let foldedAt = Number.NEGATIVE_INFINITY;
  let last: CompanyState | undefined;
  let isStale = false;
  const beat = signal(0);
  const state = computed(() => {
    const at = position.value;
    const isPlaying = playing.value;
    const from = log.value;
    beat.value;
    const now = performance.now();
    isStale = isPlaying && last !== undefined && now - foldedAt < foldEveryMs && at >= last.position;
    if (isStale && last) return last;
    foldedAt = now;
    last = from.stateAt(at);
    return last;
  });
  return {
    state,
    catchUp() {
      if (isStale && performance.now() - foldedAt >= foldEveryMs) beat.value += 1;
    },
  };
}
