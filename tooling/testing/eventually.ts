import { systemClock } from "#messaging/system-clock.ts";

/** Looks again and again, for half a minute at most. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const clock = systemClock();
  for (const deadline = clock.now() + 30_000; !(await condition()); ) {
    if (clock.now() > deadline) throw new Error(`after 30 s it is still not so: ${condition}`);
    await new Promise<void>((resolve) => clock.at(clock.now() + 20, resolve));
  }
}
