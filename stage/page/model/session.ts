import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Action, Script } from "../../browser/action.ts";
import type { CompanyState } from "../../narrative/state.ts";
import { type Breach, breachOf, worstOf } from "./breach.ts";
import { createOrderIndex, type OrderIndex } from "./order-index.ts";
import { createPlayer, type Player } from "./player.ts";
import { isAtRest, type Promised, promisesAt } from "./promises.ts";
import type { Source } from "./source.ts";

/** Everything that the parts of the page share. */
export interface Session {
  readonly source: Source;
  readonly player: Player;
  /** The company at the moment that is shown. */
  readonly state: ReadonlySignal<CompanyState>;
  /** The position of the entry in the inspector. */
  readonly selected: Signal<number | undefined>;
  /** The order that the timeline follows; "all" stacks them, undefined follows the newest. */
  readonly followed: Signal<string | "all" | undefined>;
  /** Which entries are about which order. */
  readonly index: ReadonlySignal<OrderIndex>;
  /** Every invariant at the moment that is shown. */
  readonly promises: Signal<readonly Promised[]>;
  readonly stopsAtBreach: Signal<boolean>;
  /** The worst broken promise, if there is one. */
  readonly breach: Signal<Breach | undefined>;
  /** The positions on the way from the cause of a breach to its harm. */
  readonly lit: ReadonlySignal<ReadonlySet<number>>;
  /** The story that is played. */
  readonly story: Signal<string | undefined>;
  /** A sentence for the person: why something was refused, what was missed. */
  readonly notice: Signal<string | undefined>;
  /** Does something at the moment that is shown. In the past, that forgets what came after it. */
  act(action: Action): Promise<void>;
  /** Plays a story from the beginning, with some guarantees switched off. */
  play(story: string, without: readonly string[]): Promise<void>;
  /** Starts again with an empty company. */
  restart(): Promise<void>;
  /** Checks the promises, if the moment has changed and it is time. */
  check(): void;
}

/** How often the state is folded anew while the page plays, in milliseconds: the eye needs no more. */
const foldEveryMs = 60;

export function createSession(source: Source): Session {
  const player = createPlayer(source);
  const notice = signal<string | undefined>(undefined);
  const selected = signal<number | undefined>(undefined);
  const followed = signal<string | "all" | undefined>(undefined);
  const story = signal<string | undefined>(undefined);
  const promises = signal<readonly Promised[]>(
    promisesAt(source.log, source.log.stateAt(source.log.end), true),
  );
  const breach = signal<Breach | undefined>(undefined);
  const stopsAtBreach = signal(true);
  let foldedAt = Number.NEGATIVE_INFINITY;
  let last: CompanyState | undefined;
  let isStale = false;
  /** Folds again what was left out for a while. */
  const beat = signal(0);
  const state = computed(() => {
    const position = player.position.value;
    const isPlaying = player.playing.value;
    player.log.value;
    beat.value;
    const now = performance.now();
    isStale = isPlaying && last !== undefined && now - foldedAt < foldEveryMs && position >= last.position;
    if (isStale && last) return last;
    foldedAt = now;
    last = source.log.stateAt(position);
    return last;
  });

  async function act(action: Action): Promise<void> {
    const allowed = source.allows(action.do);
    if (allowed !== true) {
      notice.value = allowed;
      return;
    }
    try {
      await player.act(() => source.act(action));
      notice.value = undefined;
    } catch (error) {
      notice.value = error instanceof Error ? error.message : String(error);
    }
  }

  async function start(script: Script): Promise<void> {
    await player.act(async () => source.time?.restart(script));
    batch(() => {
      followed.value = undefined;
      selected.value = undefined;
      breach.value = undefined;
      notice.value = undefined;
      story.value = script.story;
      player.reset();
      player.playing.value = true;
    });
  }

  /** The check costs more as the log grows; it never takes more than a tenth of the time. */
  let checkedAt = Number.NEGATIVE_INFINITY;
  let costMs = 0;
  let checked = "";
  function check(): void {
    const now = performance.now();
    if (isStale && now - foldedAt >= foldEveryMs) beat.value += 1;
    const position = player.position.peek();
    const isPresent = position >= player.end.peek();
    const what = `${source.log.end} ${position} ${player.quiet.peek()}`;
    if (what === checked || now - checkedAt < Math.max(250, costMs * 10)) return;
    checked = what;
    const shown = source.log.stateAt(position);
    const isFinal = isAtRest(shown) || (isPresent && player.quiet.peek() && shown.faults.size === 0);
    const found = promisesAt(source.log, shown, isFinal);
    const worst = worstOf(found);
    const broke = worst && breachOf(source.log, shown, worst);
    const isNew = broke !== undefined && breach.peek() === undefined;
    batch(() => {
      promises.value = found;
      if (broke?.sentence !== breach.peek()?.sentence) breach.value = broke;
      if (isNew && stopsAtBreach.peek()) player.playing.value = false;
    });
    checkedAt = performance.now();
    costMs = checkedAt - now;
  }

  return {
    source,
    player,
    state,
    notice,
    act,
    selected,
    followed,
    story,
    promises,
    breach,
    stopsAtBreach,
    check,
    index: computed(() => createOrderIndex(player.log.value, source.began.position)),
    lit: computed(() => breach.value?.path ?? nothing),
    play: (name, without) => start({ seed: 1, story: name, without, actions: [] }),
    restart: () => start({ seed: 1, without: [], actions: [] }),
  };
}

const nothing: ReadonlySet<number> = new Set();
