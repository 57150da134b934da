import { inspect } from "node:util";

/** What a process of the bench was started with. */
export function settingsOf<Settings>(): Settings {
  const [, program, settings] = process.argv;
  if (settings === undefined) throw new Error(`${program} is started by the bench, with settings`);
  return JSON.parse(settings) as Settings;
}

/** How long the end may take, in milliseconds: the servers may be gone already. */
const mostMs = 5_000;

type Answers = Readonly<Record<string, (about: Record<string, unknown>) => unknown>>;

/**
 * Answers the process that started this one, and ends in good order when that one ends or lets go. Ctrl-C is for the parent
 * alone.
 */
export function answering(answers: Answers, end: () => Promise<void>): void {
  process.on("SIGINT", () => {});
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), mostMs);
    void end().finally(() => process.exit(0));
  });
  process.on("message", async (asked: { id: number; what: string }) => {
    const { id, what, ...about } = asked;
    try {
      const answer = what === "ready" ? true : await answers[what]?.(about);
      process.send?.({ id, answer });
    } catch (error) {
      process.send?.({ id, error: inspect(error) });
    }
  });
}

/** Tells the parent something unasked. */
export const note = (what: object): void => {
  if (process.connected) process.send?.({ note: what });
};
