import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Entry } from "#stage/narrative/entry.ts";
import { watchedMs } from "#stage/page/model/session/pace.ts";
import type { Session } from "#stage/page/model/session/session.ts";
import { isNotable } from "#stage/page/model/words.ts";
import type { Side } from "../../lesson.ts";
import { replay } from "./replay.ts";

/** Both sides of an experiment under one scrubber: each shows the same time of its own run. */
export interface Duet {
  readonly sessions: Readonly<Record<Side, Session>>;
  /** The times at which something worth telling happens on either side, in milliseconds since 1970; then the end. */
  readonly moments: readonly number[];
  /** The index of the moment that is shown. */
  readonly at: Signal<number>;
  readonly time: ReadonlySignal<number>;
  readonly playing: Signal<boolean>;
  /** How fast, as a factor. */
  readonly speed: Signal<number>;
  seek(at: number): void;
  /** One frame: moves on if it plays, and checks the promises on both sides. */
  frame(elapsedMs: number): Promise<void>;
}

export function duet(entries: Readonly<Record<Side, readonly Entry[]>>): Duet {
  const sessions = { off: replay(entries.off), on: replay(entries.on) };
  const both = [sessions.off, sessions.on];
  const moments = momentsOf(both);
  const last = moments.length - 1;
  const at = signal(last);
  const playing = signal(false);
  const speed = signal(1);
  /** How long the way to the next moment has been watched, in milliseconds. */
  let watched = 0;

  function show(index: number): void {
    at.value = Math.min(Math.max(index, 0), last);
    for (const { player, source } of both)
      player.seek(at.value === last ? source.log.end : source.log.positionAt(moments[at.value] ?? 0));
  }

  function play(elapsedMs: number): void {
    watched += elapsedMs * speed.value;
    let next = at.value;
    for (let gap = gapAfter(next); next < last && watched >= gap; gap = gapAfter(next)) {
      watched -= gap;
      next += 1;
    }
    if (next > at.value) show(next);
    if (next === last) playing.value = false;
  }

  const gapAfter = (index: number): number =>
    Math.max(16, watchedMs((moments[index + 1] ?? 0) - (moments[index] ?? 0)));

  return {
    sessions,
    moments,
    at,
    time: computed(() => moments[at.value] ?? 0),
    playing,
    speed,
    seek(index) {
      playing.value = false;
      watched = 0;
      show(index);
    },
    async frame(elapsedMs) {
      if (playing.value) play(elapsedMs);
      await Promise.all(both.map((session) => session.frame(0)));
      // Of many orders, the one that was harmed: its ways on both sides are to be compared.
      const harmed = sessions.off.breach.value?.orderId;
      if (harmed) for (const { followed } of both) followed.value ??= harmed;
    },
  };
}

function momentsOf(sessions: readonly Session[]): readonly number[] {
  const times = new Set<number>();
  for (const { began, log } of sessions.map(({ source }) => source)) {
    times.add(began.at);
    for (const entry of log.entries.slice(began.position - log.first))
      if (isNotable(entry)) times.add(entry.at);
    times.add((log.entries.at(-1)?.at ?? began.at) + 1);
  }
  return [...times].sort((a, b) => a - b);
}
