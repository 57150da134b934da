import { systemClock } from "#messaging/timers/system-clock.ts";

/** Polls a condition until it holds, for 30 s at most. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const clock = systemClock();
  for (const deadline = clock.now() + 30_000; !(await condition()); ) {
    if (clock.now() > deadline) throw new Error(`the condition does not hold after 30 s: ${condition}`);
    await new Promise<void>((resolve) => clock.at(clock.now() + 20, resolve));
  }
}
