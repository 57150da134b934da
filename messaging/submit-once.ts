import { beginning, idOf, type Message } from "./message.ts";
import type { Running } from "./run.ts";

/** A command that a service gives itself. */
export type OwnCommand = Pick<Message, "type" | "source" | "subject" | "time" | "data">;

/**
 * Gives a command that has its effect once, however often it is given: its type and its subject are its identity. So it may be
 * given at every start. It waits while the store is away.
 *
 * @throws Error naming the command and its subject when it fails
 */
export async function submitOnce(running: Pick<Running, "submit">, command: OwnCommand): Promise<void> {
  const { data, subject, type } = command;
  const message = beginning({ ...command, id: idOf(`${type}/${subject}`) });
  const result = await running.submit(message, JSON.stringify(data), { waits: true });
  if ("error" in result) {
    throw new Error(`${type} of ${subject} failed: ${result.error.message}`, { cause: result.error });
  }
}
