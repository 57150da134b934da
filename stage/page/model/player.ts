import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { NarrativeLog } from "../../narrative/log.ts";
import { reached, watchedMs } from "./pace.ts";
import type { Source } from "./source.ts";
import { isNotable } from "./words.ts";

/** Which moment of the log is shown, and how it moves on. */
export interface Player {
  /** The log; changes its identity when the past was rewritten. */
  readonly log: ReadonlySignal<NarrativeLog>;
  /** The entries before this one have happened. */
  readonly position: ReadonlySignal<number>;
  /** The end of the log. */
  readonly end: ReadonlySignal<number>;
  /** The time that is shown, in milliseconds since 1970. */
  readonly now: ReadonlySignal<number>;
  readonly playing: Signal<boolean>;
  /** How fast, from 0.1 to 1000. */
  readonly speed: Signal<number>;
  /** Whether nothing can happen by itself any more. */
  readonly quiet: ReadonlySignal<boolean>;
  /** Whether time runs evenly, a minute a second, because much happens at once. */
  readonly lapse: ReadonlySignal<boolean>;
  /** Lets `elapsedMs` of watching pass. */
  tick(elapsedMs: number): Promise<void>;
  /** Moves to the next thing worth telling. */
  step(): Promise<void>;
  back(): void;
  seek(position: number): void;
  /** Moves to a position that may not have been reached yet: lets the company run until it is. */
  seekBeyond(position: number): Promise<void>;
  /** Does something at the moment that is shown. In the past, that forgets what came after it. */
  act(work: () => Promise<void>): Promise<void>;
  /** Starts again with what the source now has. */
  reset(position?: number): void;
}

/** The most time that the company may take of one frame, in milliseconds. */
const frameBudgetMs = 10;
/** In a lapse, a second of watching is a minute. */
const lapseFactor = 60;
/** More orders under way than one can follow: time runs evenly. */
const manyOrders = 6;

export function createPlayer(source: Source): Player {
  const log = signal(source.log);
  const position = signal(source.began.position);
  const end = signal(source.log.end);
  const now = signal(source.began.at);
  const playing = signal(true);
  const speed = signal(1);
  const quiet = signal(true);
  const lapse = signal(false);
  /** When something worth a look happened last, before the moment that is shown. */
  let since = source.began.at;
  let busy: Promise<void> = Promise.resolve();

  /** One change of time after the other. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = busy.then(work);
    busy = done.catch(() => {});
    return done;
  }

  const isPresent = () => position.value >= source.log.end;
  const timeAt = (at: number): number => source.log.entry(at - 1)?.at ?? source.began.at;

  function show(at: number, time: number): void {
    batch(() => {
      if (log.value !== source.log) log.value = source.log;
      end.value = source.log.end;
      position.value = Math.min(Math.max(at, source.log.first), source.log.end);
      now.value = time;
    });
  }

  /** All entries of the next moment of the past. */
  function nextMoment(): number {
    const at = source.log.entry(position.value)?.at ?? 0;
    let next = position.value;
    while (next < source.log.end && source.log.entry(next)?.at === at) next += 1;
    return next;
  }

  async function stepPresent(): Promise<boolean> {
    if (!source.time || source.time.next() === undefined) return false;
    const before = source.log.end;
    await source.time.step();
    if (source.log.end > before) since = source.time.now();
    show(source.log.end, source.time.now());
    return true;
  }

  const ahead = (): number | undefined =>
    isPresent() ? source.time?.next() : source.log.entry(position.value)?.at;

  /** How long the way from one time to another is watched. */
  const cost = (to: number): number =>
    lapse.value ? (to - now.value) / lapseFactor : watchedMs(to - since) - watchedMs(now.value - since);

  async function play(elapsedMs: number): Promise<void> {
    const began = performance.now();
    let budget = elapsedMs * speed.value;
    while (playing.value && budget > 0 && performance.now() - began < frameBudgetMs) {
      const next = ahead();
      if (isPresent() && (!source.time || next === undefined)) break;
      const needed = cost(next ?? 0);
      if (needed > budget) {
        const to = lapse.value ? now.value + budget * lapseFactor : reached(since, now.value, budget);
        if (isPresent()) source.time?.moveTo(Math.floor(Math.min(to, next ?? to)));
        now.value = Math.min(to, next ?? to);
        break;
      }
      budget -= Math.max(needed, 0);
      if (isPresent()) await stepPresent();
      else {
        const at = nextMoment();
        since = timeAt(at);
        show(at, since);
      }
    }
    quiet.value = isPresent() && source.time !== undefined && source.time.next() === undefined;
    if (!source.time && isPresent()) show(source.log.end, Math.max(timeAt(source.log.end), now.value));
  }

  /** Entries that nobody would tell pass by. */
  function notableAfter(at: number): number | undefined {
    for (let next = at; next < source.log.end; next += 1) {
      const entry = source.log.entry(next);
      if (entry && isNotable(entry)) return next + 1;
    }
    return undefined;
  }

  function seek(at: number): void {
    const to = Math.min(Math.max(at, Math.max(source.began.position, source.log.first)), source.log.end);
    since = timeAt(to);
    show(to, to >= source.log.end && source.time ? source.time.now() : since);
  }

  return {
    log,
    position,
    end,
    now,
    playing,
    speed,
    quiet,
    lapse,
    tick: (elapsedMs) =>
      inTurn(async () => {
        if (playing.value) await play(elapsedMs);
        end.value = source.log.end;
        lapse.value = isCrowded();
      }),
    step: () =>
      inTurn(async () => {
        playing.value = false;
        for (let next = notableAfter(position.value); ; next = notableAfter(position.value)) {
          if (next !== undefined) return seek(next);
          if (!isPresent()) seek(source.log.end);
          if (!(await stepPresent())) return;
        }
      }),
    back() {
      playing.value = false;
      for (let at = position.value - 1; at > source.began.position; at -= 1) {
        const entry = source.log.entry(at - 1);
        if (entry && isNotable(entry)) return seek(at);
      }
      seek(source.began.position);
    },
    seek(at) {
      playing.value = false;
      seek(at);
    },
    seekBeyond: (at) =>
      inTurn(async () => {
        playing.value = false;
        while (source.log.end < at && (await stepPresent()));
        seek(at);
      }),
    act: (work) =>
      inTurn(async () => {
        if (!isPresent()) await source.time?.rewind(Math.floor(now.value));
        try {
          await work();
        } finally {
          since = source.time?.now() ?? now.value;
          show(source.log.end, since);
          quiet.value = false;
          playing.value = true;
        }
      }),
    reset(at = source.began.position) {
      since = source.began.at;
      seek(at);
    },
  };

  /** Whether several orders moved within the last minute of virtual time. */
  function isCrowded(): boolean {
    const recent = new Set<string>();
    const first = Math.max(source.began.position, source.log.first, position.value - 600);
    for (let at = position.value - 1; at >= first; at -= 1) {
      const entry = source.log.entry(at);
      if (!entry || entry.at < now.value - 60_000) break;
      if (entry.kind === "handled") recent.add(entry.message.correlationId);
    }
    return recent.size > manyOrders;
  }
}
