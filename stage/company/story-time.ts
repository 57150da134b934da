import type { VirtualClock } from "#messaging/memory/clock.ts";

/** How long something may take, in milliseconds and in words. */
export interface Limit {
  readonly ms: number;
  readonly text: string;
}

/** The virtual time of a story. */
export interface StoryTime {
  /** Records an action: every limit counts from the last one. */
  acted(): void;
  /** Lets time pass. */
  passes(ms: number): Promise<void>;
  /** Advances time until a condition holds. @throws Error that describes the actual state if it does not hold in time */
  until(isSo: () => Promise<boolean>, limit: Limit, actual: () => string | Promise<string>): Promise<void>;
}

export function storyTime(clock: VirtualClock): StoryTime {
  /** When the last action took place, or the last condition was met. */
  let movedAt = clock.now();
  const acted = () => {
    movedAt = clock.now();
  };

  return {
    acted,
    async passes(ms) {
      await clock.advance(ms);
      acted();
    },
    async until(isSo, { ms, text }, actual) {
      try {
        await clock.runUntil(isSo, { withinMs: Math.max(0, movedAt + ms - clock.now()) });
      } catch {
        throw new Error(`${await actual()} after ${text}`);
      }
      acted();
    },
  };
}
