import type { Clock } from "#messaging/clock.ts";

/** One process from its start to its end, as the world can reach it: running, standing still, or dead. */
export interface Life {
  /** Its own clock, which may be wrong. */
  readonly clock: Clock;
  isOver(): boolean;
  /** Lets something happen in the process: now, when it wakes up, or never. */
  reach(happening: () => void): void;
  /** SIGSTOP, until `setTimers`. */
  pause(): void;
  wake(): void;
  /** SIGKILL. */
  end(): void;
  /** Sets its clock ahead, or back, by so many milliseconds. */
  setClock(byMs: number): void;
}

export function createLife(clock: Clock): Life {
  let state: "running" | "paused" | "over" = "running";
  let skewMs = 0;
  let held: (() => void)[] = [];
  const now = () => clock.now() + skewMs;

  const reach = (happening: () => void): void => {
    if (state === "running") happening();
    else if (state === "paused") held.push(happening);
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
      const happenings = held;
      held = [];
      for (const happening of happenings) reach(happening);
    },
    end() {
      state = "over";
      held = [];
    },
    setClock(byMs) {
      skewMs += byMs;
    },
  };
}
