import { effect, type Signal } from "@preact/signals";
import type { Player } from "./player.ts";

const text = "Paused: Play or Step shows what comes of it.";

/** Called when something was done: in the first pause it says what to do next, until time passes. */
export function pauseNotice(
  notice: Signal<string | undefined>,
  { isPaused, now }: Pick<Player, "isPaused" | "now">,
): () => void {
  let saidAt: number | undefined;
  let isKnown = false;
  effect(() => {
    const isThere = isPaused.value && now.value === saidAt;
    if (saidAt === undefined || isThere) return;
    isKnown = true;
    if (notice.peek() === text) notice.value = undefined;
  });
  return () => {
    if (isKnown || !isPaused.peek() || notice.peek() !== undefined) return;
    saidAt = now.peek();
    notice.value = text;
  };
}
