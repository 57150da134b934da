import type { Clock } from "#messaging/clock.ts";

/** A simulated operating-system process: running, paused or dead. */
export interface Process {
  /** The process's own clock, which may be wrong. */
  readonly clock: Clock;
  isOver(): boolean;
  /** Runs a callback in the process: now, when it resumes, or never if it is dead. */
  reach(callback: () => void): void;
  /** SIGSTOP, until `wake`. */
  pause(): void;
  /** SIGCONT: runs the callbacks that were held, in order. */
  wake(): void;
  /** SIGKILL. */
  end(): void;
  /** Moves its clock ahead, or back if negative, in milliseconds. */
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
        /** If the clock was set back meanwhile, it is too early: wait again. */
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
