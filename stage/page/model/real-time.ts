import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Cursor } from "./session/cursor.ts";
import { isRealTime, type Source } from "./session/source.ts";
import { durationText } from "./words.ts";

/** How a page follows time that it does not control. */
export interface RealTime {
  /** Whether the page stays behind the present on purpose: someone plays the past, or watches in slow motion. */
  readonly isBehind: ReadonlySignal<boolean>;
  /** How far it is behind, in whole seconds. */
  readonly behindS: ReadonlySignal<number>;
  /** Someone looks at this moment: what is played goes on from here, until it has come to the present. */
  stay(): void;
  /** How much of the log passes in a frame, in milliseconds: all that a page that follows the present has missed. */
  budget(elapsedMs: number): number;
  /** Real time goes on while nothing happens, as far as anybody knows; a page that fell behind catches up. */
  keepUp(elapsedMs: number): void;
}

/** A page that is behind by more than this, and does not mean to be, jumps to the present, in milliseconds. */
const farBehindMs = 1_500;
/** In slow motion, a wait that is longer than this passes in real time, in milliseconds: hops are closer together. */
const longWaitMs = 50;

/** @param speed how fast the past is played; the present passes no faster than real time */
export function followRealTime(
  source: Source,
  cursor: Cursor,
  { playing, speed }: { readonly playing: Signal<boolean>; readonly speed: Signal<number> },
): RealTime {
  const { now, position } = cursor;
  const isReal = isRealTime(source);
  const isBehind = signal(!isReal);
  const behindS = signal(0);
  /** What has come here last happened then. */
  const newest = () => source.log.entries.at(-1)?.at ?? now.value;
  const present = () => Math.max(newest(), source.now?.() ?? 0);

  function passAtThePresent(elapsedMs: number): void {
    if (isReal) {
      isBehind.value = false;
      speed.value = Math.min(speed.value, 1);
    }
    const passed = now.value + Math.max(0, elapsedMs);
    const shown = source.now ? Math.max(now.value, source.now()) : passed;
    if (source.isConnected?.() ?? true) now.value = shown;
  }

  return {
    isBehind,
    behindS,
    stay() {
      isBehind.value = true;
    },
    budget(elapsedMs) {
      const isSlow = speed.value < 1;
      if (isSlow) isBehind.value = true;
      if (!isBehind.value)
        return Math.max(elapsedMs * speed.value, source.now ? source.now() - now.value : 0);
      const next = source.log.entry(position.value)?.at ?? now.value;
      return isReal && isSlow && next - now.value > longWaitMs ? elapsedMs : elapsedMs * speed.value;
    },
    keepUp(elapsedMs) {
      if (cursor.isPresent()) passAtThePresent(elapsedMs);
      else if (!isBehind.value && newest() - now.value > farBehindMs) {
        cursor.moveTo(source.log.end);
        playing.value = true;
      }
      // A log forgets its beginning, even while someone watches it in slow motion.
      else if (position.value < source.log.first) cursor.moveTo(source.log.first);
      behindS.value = cursor.isPresent() ? 0 : Math.round((present() - now.value) / 1_000);
    },
  };
}

/** What the hands say where they act at another moment than the one that they show; undefined where they do not. */
export function actsNowText({
  actsNow,
  behindS,
  leavesPast,
}: Pick<RealTime, "behindS"> & Readonly<Record<"actsNow" | "leavesPast", ReadonlySignal<boolean>>>):
  | string
  | undefined {
  if (leavesPast.value)
    return "You look at the past, which stays as it was. What you do happens now, and the page returns to the present.";
  if (!actsNow.value || behindS.value === 0) return undefined;
  const behind = durationText(behindS.value * 1_000);
  return `You watch in slow motion, ${behind} behind, and the hands show that moment. What you do happens now, and you see it when the page gets there.`;
}
