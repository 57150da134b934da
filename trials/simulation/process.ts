import type { Clock } from "#messaging/clock.ts";

/** One process from its start to its end, as the world can reach it: running, standing still, or dead. */
export interface Process {
  /** Its own clock, which may be wrong. */
  readonly clock: Clock;
  isOver(): boolean;
  /** Lets something happen in the process: now, when it wakes up, or never. */
  reach(callback: () => void): void;
  /** SIGSTOP, until `setTimers`. */
  pause(): void;
  wake(): void;
  /** SIGKILL. */
  end(): void;
  /** Sets its clock ahead, or back, by so many milliseconds. */
  skewClock(byMs: number): void;
}

export function createProcess(clock: Clock): Process {
  let state: "running" | "paused" | "over" = "running";
  let skewMs = 0;
  let held: (() => void)[] = [];
  const now = () => clock.now() + skewMs;

  const reach = (callback: () => void): void => {
    if (state === "running") callback();
    else if (state === "paused") held.push(callback);
  };

  return {
    clock: {
      now,
      at(ms, callback) {
        let isCancelled = false;
        let cancel = () => {};
        /** A clock that was set back meanwhile has not come so far: look again. */
        const look = () =>
          reach(() => {
            if (isCancelled) return;
            if (now() < ms) wait();
            else callback();
          });
        const wait = () => {
          cancel = clock.at(clock.now() + Math.max(0, ms - now()), look);
        };
        wait();
        return () => {
          isCancelled = true;
          cancel();
        };
      },
    },
    isOver: () => state === "over",
    reach,
    pause() {
      if (state === "running") state = "paused";
    },
    wake() {
      if (state !== "paused") return;
      state = "running";
      const callbacks = held;
      held = [];
      for (const callback of callbacks) reach(callback);
    },
    end() {
      state = "over";
      held = [];
    },
    skewClock(byMs) {
      skewMs += byMs;
    },
  };
}
