import type { ServiceName } from "#contracts/generated/events.ts";
import { Unavailable } from "#messaging/errors.ts";
import { instant } from "#messaging/instant.ts";
import type { VirtualClock } from "#messaging/memory/clock.ts";
import { beginning, idOf, type Message } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";
import { notAcceptedText, refusedText } from "../../narrative/text/reasons.ts";
import { createVirtualAwait } from "../await-virtual.ts";
import type { Company } from "../company.ts";

/** Submits a command to a service, as its HTTP route would; `id` becomes the message id. @throws Error if it is refused */
export type SubmitCommand = <Data>(
  to: ServiceName,
  type: LocalType<Data>,
  subject: string,
  data: Data,
  id?: string,
) => Promise<void>;

/** Virtual time advances until the service has answered. @param onDone called after each command that was handled */
export function commandsTo(
  { reach }: Pick<Company, "reach">,
  clock: VirtualClock,
  nextId: () => string,
  onDone: () => void,
): SubmitCommand {
  const awaited = createVirtualAwait(clock);
  return async (to, { type }, subject, data, id = nextId()) => {
    const message = beginning({ id, type, source: `/${to}`, subject, time: instant(clock.now()), data });
    const result = await inWords(to, message, () => awaited(reach(to).submit(message, JSON.stringify(data))));
    onDone();
    if (result.kind === "handled" || result.kind === "duplicate" || result.kind === "ignored") return;
    throw new Error(refusedText(message, "why" in result ? result.why : result.error.message));
  };
}

/** Submits a command. @throws Error that says in words for people why the service did not accept it */
export async function inWords<Result>(
  service: ServiceName,
  message: Message,
  submit: () => Promise<Result>,
): Promise<Result> {
  try {
    return await submit();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    throw new Error(notAcceptedText({ service, message, why: error.message }), { cause: error });
  }
}

/** Message ids that are the same in each run of a story with the same seed. */
export function storyIds(story: string, seed: number): () => string {
  let count = 0;
  return () => {
    count += 1;
    return idOf(`${story}/${seed}/${count}`);
  };
}
