import type { Message } from "#messaging/message.ts";
import type { Entry } from "../../../../narrative/entry.ts";

/** That a service took a message. */
type Taken = Entry & { readonly message: Message; readonly service: string };

/** A message that a service took, and took once more. */
interface TakenAgain {
  readonly first: Taken;
  readonly again: Taken;
}

/** Among these entries, the messages that the same service took twice. */
export function takenAgain(entries: readonly Entry[]): readonly TakenAgain[] {
  const seen = new Map<string, Taken>();
  return entries.flatMap((entry) => {
    if (entry.kind !== "handled" && entry.kind !== "ignored") return [];
    const what = `${entry.service} ${entry.message.id}`;
    const first = seen.get(what);
    if (!first) seen.set(what, entry);
    return first ? [{ first, again: entry }] : [];
  });
}

/** Whether a report of the provider came as the response to a call and in a webhook, which nothing in the company caused. */
export const isWebhookToo = ({ again, first }: TakenAgain): boolean =>
  isOwnCause(first) !== isOwnCause(again);

const isOwnCause = ({ message }: Taken): boolean => message.causationId === message.id;
