import type { ServiceName } from "#contracts/generated/events.ts";
import { cancellationsExchange, eventsExchange } from "#contracts/topology.ts";
import type { Delivery, Publication } from "#messaging/broker.ts";
import { type Change, keyText } from "#messaging/store.ts";
import type { InstanceId } from "#stage/company/company.ts";
import { documentRules, type ReportViolation } from "./document-rules.ts";

/**
 * What must hold at each step between a process and its servers: in the outbox, in the inbox, on the way to the broker.
 *
 * @param saw told of what is worth counting
 */
export function stepRules(reportViolation: ReportViolation, observed: (key: string) => void) {
  const rules = documentRules(reportViolation, observed);
  const processed = new Set<string>();
  const events = new Map<string, { readonly number: number; readonly by: string; readonly entry: string }>();
  /** The events of each entry that it still holds. */
  const waiting = new Map<string, readonly string[]>();
  const handedOn = new Set<string>();
  const owners = new Map<string, string>();
  const taken = new Set<string>();
  /** Bodies that were put aside: into a retry tier, or among the parked. */
  const movedOn = new WeakSet<Uint8Array>();
  const lastSaid = new Map<string, number>();

  function committed(change: Change, { service }: InstanceId, name: string): void {
    for (const { id, type } of change.processed) {
      const place = `${service} ${id}`;
      if (processed.has(place)) {
        reportViolation("no message has an effect twice", `${service} handled ${type} ${id} twice`);
      }
      processed.add(place);
    }
    for (const { key, loaded, version, document } of change.documents) {
      const messages = change.processed.length;
      rules.saved({ service, key, place: keyText(key), loaded, version, document, messages });
    }
    for (const entry of change.outbox) {
      owners.set(entry.id, name);
      if (entry.kind !== "events") continue;
      waiting.set(
        entry.id,
        entry.messages.map(({ id }) => id),
      );
      for (const { id } of entry.messages) events.set(id, { number: events.size, by: name, entry: entry.id });
    }
    settled(change.settled);
  }

  function settled(ids: readonly string[]): void {
    for (const id of ids) {
      owners.delete(id);
      left(id, []);
    }
  }

  function left(entry: string, messageIds: readonly string[]): void {
    for (const id of waiting.get(entry) ?? []) {
      if (messageIds.includes(id) || taken.has(id)) continue;
      reportViolation("nothing leaves the outbox before the broker has it", `event ${id} was settled`);
    }
    waiting.set(entry, messageIds);
  }

  function claimed(entries: readonly { readonly id: string }[], kind: string, name: string): void {
    for (const { id } of entries) {
      handedOn.add(id);
      const owner = owners.get(id);
      if (owner !== undefined && owner !== name) observed(`lease taken over: ${kind}`);
      owners.set(id, name);
    }
  }

  function said({ exchange, messageId, routingKey }: Publication, name: string): void {
    if (!isEvent(exchange)) return;
    const event = events.get(messageId);
    if (!event)
      reportViolation("nothing is said that is not committed", `${routingKey} ${messageId} was published`);
    if (event?.by !== name || handedOn.has(event.entry) || taken.has(messageId)) return;
    if (event.number < (lastSaid.get(name) ?? 0)) {
      reportViolation(
        "an instance speaks in the order in which it committed",
        `${name} said ${routingKey} too late`,
      );
    }
    lastSaid.set(name, event.number);
  }

  function accepted(publications: readonly Publication[]): void {
    for (const { body, exchange, messageId, routingKey } of publications) {
      taken.add(messageId);
      if (!isEvent(exchange) && routingKey !== "inbox") movedOn.add(body);
    }
  }

  /** An acknowledgement covers all that was delivered before. */
  function acknowledged(deliveries: readonly Delivery[], service: ServiceName): void {
    for (const { body } of deliveries) {
      if (movedOn.has(body) || processed.has(`${service} ${idIn(body)}`)) continue;
      reportViolation(
        "nothing is acknowledged that is not dealt with",
        `${service} let go of message ${idIn(body)}`,
      );
    }
  }

  return { committed, settled, left, claimed, said, accepted, acknowledged };
}

const isEvent = (exchange: string): boolean =>
  exchange === eventsExchange || exchange === cancellationsExchange;

const ids = new WeakMap<Uint8Array, string>();
const text = new TextDecoder();

/** The id in an envelope, found without reading the rest of it. */
function idIn(body: Uint8Array): string {
  const known = ids.get(body);
  if (known !== undefined) return known;
  const id = /"id":"([^"]{1,64})"/.exec(text.decode(body.subarray(0, 200)))?.[1] ?? "without an id";
  ids.set(body, id);
  return id;
}
