import { beginning, idOf, type Message } from "../message.ts";
import type { Running } from "./run-service.ts";

/** A command that a service submits to itself. */
export type OwnCommand = Pick<Message, "type" | "source" | "subject" | "time" | "data">;

/**
 * Submits a command that takes effect once, however often it is submitted: its type and subject are its
 * identity. A service can therefore submit it at every start. The command waits while the store is away.
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
