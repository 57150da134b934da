/**
 * Runs `step` while there is work, one step at a time. A step that rejects is a bug: the rejection stays
 * unhandled.
 */
export function createWorkLoop(hasWork: () => boolean, step: () => Promise<void>, signal: AbortSignal) {
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (hasWork() && !signal.aborted) await step();
    working = undefined;
  }

  return {
    /** Whether a step is under way, or is about to begin. */
    isBusy: (): boolean => working !== undefined,
    /** Starts the loop, unless it is running. The first step runs after the caller's current task. */
    wake(): void {
      working ??= Promise.resolve().then(work);
    },
    /** Resolves when the loop has ended: no work is left, or the signal is aborted. */
    async idle(): Promise<void> {
      while (working) await working;
    },
  };
}
