import { cancellationsExchange, eventsExchange, parkedExchange } from "#contracts/exchanges.ts";
import { retryTiers } from "#messaging/policies/retry-tiers.ts";
import type { Entry, QueueEntry } from "../../narrative/entry.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { durationText, short } from "../../narrative/text/words.ts";

type Enqueued = Extract<QueueEntry, { readonly kind: "enqueued" }>;

/** That a message comes to a queue, as a person tells it: by what the queue is for. */
export function enqueuedText(entry: Enqueued, type = typeIn(entry)): string {
  const { attempt, exchange, queue } = entry;
  const [service = "", kind = "", tier = ""] = queue.split(".");
  const what = type === undefined ? "a message" : short(type);
  if (exchange === parkedExchange) return `${what} is parked for ${service}`;
  if (kind === "retry") return `${what} waits ${waitOf(tier)} for ${service}, attempt ${attempt}`;
  return `${what} arrives at ${service}${attempt > 1 ? ` again, attempt ${attempt}` : ""}`;
}

/** What a queue is: `the inbox of payments`, `the 5 s retry tier of payments`. */
export function queueName(queue: string): string {
  const [service = "", kind = "", tier = ""] = queue.split(".");
  if (kind === "retry") return `the ${waitOf(tier)} retry tier of ${service}`;
  return kind === "parked" ? `the parked messages of ${service}` : `the inbox of ${service}`;
}

/** The type of the message that comes to a queue; in a retry tier only what came before says it. @param at the position of the entry */
export function typeAt(log: NarrativeLog, at: number, entry: Enqueued): string | undefined {
  const found = typeIn(entry);
  for (let position = at - 1; found === undefined && position >= log.first; position -= 1) {
    const type = typeOf(log.entry(position), entry.messageId);
    if (type !== undefined) return type;
  }
  return found;
}

const typeIn = ({ exchange, routingKey }: Enqueued): string | undefined =>
  exchange === eventsExchange || exchange === cancellationsExchange ? routingKey : undefined;

function typeOf(entry: Entry | undefined, messageId: string): string | undefined {
  if (entry?.kind === "enqueued" && entry.messageId === messageId) return typeIn(entry);
  return entry && "message" in entry && entry.message?.id === messageId ? entry.message.type : undefined;
}

const waitOf = (tier: string): string => {
  const [, ms] = retryTiers.find(([name]) => name === tier) ?? [];
  return ms === undefined ? tier : durationText(ms);
};
