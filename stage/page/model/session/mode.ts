import { isAtRest } from "../promises/promises.ts";
import { durationText } from "../words.ts";
import type { Session } from "./session.ts";

/** How time passes, or why it does not. */
export function modeOf({ player, source, state }: Pick<Session, "player" | "source" | "state">): string {
  if (player.isSeeking.value) return "runs to a later moment";
  const isPast = player.isPast.value;
  const isOver = player.quiet.value && !isPast && source.time;
  if (player.waitsFor.value !== undefined) return "waits for a customer: Play goes on";
  if (!player.playing.value && player.stoppedAt.value === player.position.value && !isOver)
    return "stopped at a breach: Play goes on";
  if (source.isConnected?.() === false) return "no connection: the clock stands";
  if (!source.time) return realTimeMode(player);
  if (isPast) return "a past you can change";
  // What waits for a dead instance waits forever: nothing happens, and the company is not at rest.
  if (isOver) {
    const rest = isAtRest(state.value) ? "at rest" : "nothing more happens by itself";
    return player.isPaused.value ? `paused: ${rest}` : rest;
  }
  if (!player.playing.value) return "paused: Play goes on";
  return player.lapse.value ? "time lapse: a minute a second" : "close-up: waiting passes quickly";
}

function realTimeMode({ behindS, isPast, playing, speed }: Session["player"]): string {
  if (!playing.value) return isPast.value ? "the past" : "paused: Play goes on";
  const behind = behindS.value > 0 ? `${durationText(behindS.value * 1_000)} behind` : undefined;
  // Only what happens is slowed: while nothing does, the clock passes in real time.
  if (speed.value < 1) return behind ? `messages in slow motion: ${behind}` : "messages in slow motion";
  return behind && isPast.value ? `the past: ${behind}` : "real time";
}
