import type { Message } from "#messaging/message.ts";

/** How the provider tells what became of a charge or a refund: it answers the call, and its webhook says the same, with the same id. */
export type ToldBy = "answer" | "webhook";

/** Which of the two a message is; undefined for any other message. A webhook is caused by nothing that the company did. */
export function toldBy({ causationId, id, type }: Pick<Message, "causationId" | "id" | "type">) {
  if (!/^payments\.(charge|refund)-settled$/.test(type)) return undefined;
  return causationId === id ? ("webhook" satisfies ToldBy) : ("answer" satisfies ToldBy);
}
