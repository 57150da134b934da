import type { Clock } from "../clock.ts";

/** Runs a task when it is due, never twice at the same time. */
export function createWakeUp(clock: Clock, signal: AbortSignal, task: () => Promise<void>) {
  let next: { readonly at: number; readonly cancel: () => void } | undefined;
  let isRunning = false;
  let isRequested = false;

  /** Runs the task now, or once more after the current run. */
  function now(): void {
    next?.cancel();
    next = undefined;
    isRequested = true;
    if (isRunning || signal.aborted) return;
    isRunning = true;
    void task().finally(() => {
      isRunning = false;
      if (isRequested) now();
    });
  }

  signal.addEventListener("abort", () => next?.cancel(), { once: true });
  return {
    now,
    /** Runs the task at a time, in milliseconds since 1970, unless it runs earlier anyway. */
    at(ms: number): void {
      if (signal.aborted || (next && next.at <= ms)) return;
      next?.cancel();
      next = { at: ms, cancel: clock.at(ms, now) };
    },
    /**
     * True if a run was requested since the last call. The task asks this to include requests that came
     * meanwhile.
     */
    takeRequest(): boolean {
      const wasRequested = isRequested;
      isRequested = false;
      return wasRequested;
    },
  };
}
