import { eventsIn } from "#messaging/outbox-entry.ts";
import type { Committed, Entry } from "../../../narrative/entry.ts";
import type { Arrow, Item, Mark } from "./picture.ts";

const endsAMessage: ReadonlySet<Entry["kind"]> = new Set([
  "handled",
  "ignored",
  "refused",
  "duplicate",
  "retried",
  "parked",
]);

/** An arrow for each message, from the mark that published it to the one that ended it, and for each call. */
export function arrowsOf(items: readonly Item[], byPosition: ReadonlyMap<number, Mark>): readonly Arrow[] {
  const publisher = new Map<string, Mark>();
  const arrows: Arrow[] = [];
  const seen = new Set<string>();
  for (const { entry, position } of items) {
    const mark = byPosition.get(position);
    if (!mark) continue;
    if (endsAMessage.has(entry.kind) && "message" in entry && entry.message) {
      const from = publisher.get(entry.message.id);
      const place = `${mark.lane} ${entry.message.id}`;
      const isAgain = entry.kind === "duplicate" || seen.has(place);
      seen.add(place);
      const isCancellation = entry.message.type.startsWith("orders.order-cancelled.");
      const usual = isCancellation ? "cancellation" : "event";
      if (from) arrows.push({ slot: arrows.length, from, to: mark, form: isAgain ? "duplicate" : usual });
    }
    if (entry.kind === "committed") arrows.push(...arrowsTo(entry, mark, publisher, arrows.length));
    if (entry.kind === "committed")
      for (const { id } of eventsIn(entry.change.outbox)) publisher.set(id, mark);
    if (entry.kind === "handled") for (const { id } of entry.did.published) publisher.set(id, mark);
    if (entry.kind === "person" && "orderId" in entry.did) publisher.set(`person ${entry.did.orderId}`, mark);
  }
  return [...arrows, ...callsOf(items, byPosition, arrows.length)];
}

/** To a commit that nobody was told of: from what published the messages that it handled. */
const arrowsTo = (
  { change }: Committed,
  to: Mark,
  publisher: ReadonlyMap<string, Mark>,
  firstSlot: number,
): readonly Arrow[] =>
  change.processed
    .flatMap(({ id }) => publisher.get(id) ?? [])
    .map((from, i) => ({ slot: firstSlot + i, from, to, form: "event" }));

/** From the service that asked to the outsider, and back. */
function callsOf(
  items: readonly Item[],
  byPosition: ReadonlyMap<number, Mark>,
  firstSlot: number,
): readonly Arrow[] {
  const lastOf = new Map<string, Mark>();
  const arrows: Arrow[] = [];
  for (const { entry, position } of items) {
    const mark = byPosition.get(position);
    if (!mark) continue;
    if (entry.kind === "charge" || entry.kind === "refund" || entry.kind === "mail") {
      const service = entry.kind === "mail" ? "notifications" : "payments";
      const from = lastOf.get(service);
      if (from) arrows.push({ slot: firstSlot + arrows.length, from, to: mark, form: "call" });
    }
    const calls =
      (entry.kind === "handled" && entry.did.called.length > 0) ||
      (entry.kind === "committed" && entry.change.outbox.some(({ kind }) => kind === "call"));
    if (calls) lastOf.set(entry.service, mark);
  }
  return arrows;
}
