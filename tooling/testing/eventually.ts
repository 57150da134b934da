import { systemClock } from "#messaging/timers/system-clock.ts";

/**
 * Polls a condition until it holds.
 *
 * @param withinMs Default 120,000: it is there for conditions that never hold, on machines of any speed.
 * @throws Error with the condition if it does not hold in time
 */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  withinMs = 120_000,
): Promise<void> {
  const clock = systemClock();
  for (const deadline = clock.now() + withinMs; !(await condition()); ) {
    if (clock.now() > deadline)
      throw new Error(`the condition does not hold after ${withinMs / 1_000} s: ${condition}`);
    await new Promise<void>((resolve) => clock.at(clock.now() + 20, resolve));
  }
}
