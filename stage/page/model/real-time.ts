import type { Signal } from "@preact/signals";
import type { Cursor } from "./session/cursor.ts";
import type { Source } from "./session/source.ts";

/** How a page follows time that it does not control. */
export interface RealTime {
  /** How far the page is behind the present, in milliseconds; 0 if nobody knows. */
  behindMs(): number;
  /** Real time goes on while nothing happens, as far as anybody knows; a page that fell behind catches up. */
  keepUp(elapsedMs: number): void;
}

/** A page that is behind by more than this jumps to the present, in milliseconds. */
const farBehindMs = 1_500;

export function followRealTime(source: Source, cursor: Cursor, playing: Signal<boolean>): RealTime {
  const { now } = cursor;
  return {
    behindMs: () => (source.now ? source.now() - now.value : 0),
    keepUp(elapsedMs) {
      const { log } = source;
      const newest = log.entries.at(-1)?.at ?? now.value;
      const isKnown = source.isConnected?.() ?? true;
      if (cursor.isPresent()) {
        const passed = now.value + Math.max(0, elapsedMs);
        const shown = source.now ? Math.max(now.value, source.now()) : passed;
        if (isKnown) now.value = shown;
      } else if (newest - now.value > farBehindMs) {
        cursor.moveTo(log.end);
        playing.value = true;
      }
    },
  };
}
