// Everything that the parts of the page share, and what changes it; hence the length.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Action, Script } from "../../../browser/action.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import type { Foresight } from "../promises/foresight.ts";
import { type Watch, watchPromises } from "../promises/watch.ts";
import { createOrderIndex, type OrderIndex } from "../timeline/order-index.ts";
import { withLabels } from "../words.ts";
import { createFoldedState } from "./folded-state.ts";
import { pauseNotice } from "./pause-notice.ts";
import type { Moment } from "./permalink.ts";
import { Player } from "./player.ts";
import { showMoment } from "./show-moment.ts";
import type { Source } from "./source.ts";

/** A promise that breaks later, and how much later than the moment that is shown, in milliseconds. */
export type Ahead = Foresight & { readonly inMs: number };

/** Everything that the parts of the page share. */
export interface Session extends Watch {
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
  /** The positions on the way from the cause of a breach to its harm, each with the number of its step. */
  readonly lit: ReadonlySignal<ReadonlyMap<number, number>>;
  /** The promise that breaks after the moment that is shown; undefined if none does, and as long as nobody knows. */
  readonly foreseen: ReadonlySignal<Ahead | undefined>;
  /** The order that was placed last on this page. */
  readonly placed: Signal<string | undefined>;
  /** The story that is played. */
  readonly story: Signal<string | undefined>;
  /** A sentence for the person: why something was refused, what was missed. */
  readonly notice: Signal<string | undefined>;
  /** Does something at the moment that is shown; a pause stays one. In the past, that forgets what came after it. */
  act(action: Action): Promise<void>;
  /** Plays a story from the beginning, with some guarantees switched off. */
  play(story: string, without: readonly string[]): Promise<void>;
  /** Starts again with an empty company. */
  restart(): Promise<void>;
  /** Looks for a promise that breaks after the moment that is shown. */
  lookAhead(): Promise<void>;
  /** Shows the moment of a link. */
  open(moment: Moment): Promise<void>;
  /** One frame: lets time pass, and looks after what depends on it. */
  frame(elapsedMs: number): Promise<void>;
}

/** Time passes between the moment at which it was foreseen and the one that is shown; what is past is no longer ahead. */
function aheadOf(foresight: Foresight | undefined, { now, position }: Player): Ahead | undefined {
  if (!foresight || position.value > foresight.position) return undefined;
  return { ...foresight, inMs: Math.max(0, foresight.at - now.value) };
}

/**
 * The order that was placed last, after an action that placed none. An order that was refused was the last one. Turning time back
 * forgets an order, and a later one gets its id.
 */
const keptIn = (
  { log, time }: Source,
  { do: what }: Action,
  orderId: string | undefined,
): string | undefined =>
  what === "order" || (time && !log.present.orders.has(orderId ?? "")) ? undefined : orderId;

/** Who placed an order wants to see it: the timeline stays with no other. */
function rememberPlaced(
  { followed, placed }: Pick<Session, "followed" | "placed">,
  orderId: string | undefined,
  kept: string | undefined,
): void {
  placed.value = orderId ?? kept;
  if (orderId !== undefined && followed.value !== "all") followed.value = undefined;
}

const reasonIn = ({ log }: Source, error: unknown): string =>
  withLabels(log.present, error instanceof Error ? error.message : String(error));

/** What a person looks at and did last, and is told. */
const nothingChosen = (): Pick<Session, "followed" | "notice" | "placed" | "selected" | "story"> => ({
  followed: signal(undefined),
  notice: signal(undefined),
  placed: signal(undefined),
  selected: signal(undefined),
  story: signal(undefined),
});

/** Keeps the hop where the successor of a log has it, and leaves the orders that it does not have. */
function changeLog(
  { followed, placed, selected }: Pick<Session, "followed" | "placed" | "selected">,
  before: NarrativeLog,
  log: NarrativeLog,
): void {
  const { orders } = log.present;
  const hop = selected.value === undefined ? undefined : before.entry(selected.value);
  selected.value = hop && positionIn(log, hop);
  if (followed.value !== "all" && !orders.has(followed.value ?? "")) followed.value = undefined;
  if (!orders.has(placed.value ?? "")) placed.value = undefined;
}

/** Where a log has an entry that another connection brought; undefined if it has not. */
function positionIn(log: NarrativeLog, hop: Entry): number | undefined {
  const text = JSON.stringify(hop);
  for (let at = log.positionAt(hop.at - 1); at < log.positionAt(hop.at); at += 1)
    if (JSON.stringify(log.entry(at)) === text) return at;
  return undefined;
}

/** @param clock milliseconds of real time */
export function createSession(source: Source, clock = () => performance.now()): Session {
  const player = new Player(source);
  const { catchUp, state } = createFoldedState(player);
  const watch = watchPromises(source, player, clock);
  const chosen = nothingChosen();
  const { followed, notice, placed, selected, story } = chosen;
  const foresight = signal<Foresight | undefined>(undefined);
  let scripts = 0;

  async function act(action: Action): Promise<void> {
    const allowed = source.allows(action.do);
    notice.value = allowed === true ? undefined : allowed;
    if (allowed !== true) return;
    forget();
    const orderId = await player.act(() => source.act(action)).catch(tell);
    rememberPlaced(chosen, orderId, keptIn(source, action, placed.value));
    sayPaused();
  }

  async function start(script: Script): Promise<void> {
    forget();
    await player.act(async () => source.time?.restart(script));
    batch(() => {
      for (const one of [followed, placed, selected, watch.breach, notice]) one.value = undefined;
      story.value = script.story;
      player.reset();
      player.playing.value = true;
    });
  }

  async function lookAhead(): Promise<void> {
    if (state.value.without.size === 0) return;
    const began = scripts;
    const isWanted = () => scripts === began;
    const found = await source.time?.foresee(player.position.value, isWanted);
    if (isWanted()) foresight.value = found;
  }

  /** What is done now gives another future. */
  function forget(): void {
    scripts += 1;
    foresight.value = undefined;
  }

  function tell(error: unknown): undefined {
    notice.value = reasonIn(source, error);
  }

  const sayPaused = pauseNotice(notice, player);
  source.onRefused?.(tell);
  return {
    ...watch,
    ...chosen,
    source,
    player,
    state,
    act,
    foreseen: computed(() => aheadOf(foresight.value, player)),
    index: computed(() => createOrderIndex(player.log.value, source.began.position)),
    lit: computed(() => new Map(watch.breach.value?.path.map((at, i) => [at, i + 1]))),
    play: (name, without) => start({ seed: 1, story: name, without, actions: [] }),
    restart: () => start({ seed: 1, without: [], actions: [] }),
    async open(moment) {
      await start(moment.script);
      await showMoment({ ...watch, ...chosen, player, source }, moment);
      await lookAhead();
    },
    lookAhead,
    async frame(elapsedMs) {
      try {
        const before = player.log.peek();
        await player.tick(elapsedMs);
        // A new connection brings a log with other positions, or another company with other orders.
        if (!source.time && before !== player.log.peek()) changeLog(chosen, before, source.log);
        catchUp();
        watch.check();
      } catch (error) {
        player.playing.value = false;
        tell(error);
      }
    },
  };
}
