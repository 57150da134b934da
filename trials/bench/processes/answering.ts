import { inspect } from "node:util";
import { commandArguments } from "#tooling/terminal/command-line.ts";

/** The settings that the bench started this process with. */
export function settingsOf<Settings>(): Settings {
  const [settings = ""] = commandArguments("a process of npm run bench", (program) =>
    program.argument("<settings>", "the settings as JSON: only the bench starts this program"),
  );
  return JSON.parse(settings) as Settings;
}

/** The maximum shutdown time, in milliseconds: the servers may be gone already. */
const maxShutdownMs = 5_000;

type Answers = Readonly<Record<string, (about: Record<string, unknown>) => unknown>>;

/**
 * Answers requests of the parent process, and shuts down gracefully when the parent exits or disconnects. Only the parent
 * handles Ctrl-C.
 */
export function answering(answers: Answers, end: () => Promise<void>): void {
  process.on("SIGINT", () => {});
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), maxShutdownMs);
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

/** Sends the parent a notification. */
export const note = (what: object): void => {
  if (process.connected) process.send?.({ note: what });
};
