import { cancellationsExchange, eventsExchange } from "#contracts/exchanges.ts";
import type { Delivery, Publication } from "#messaging/broker.ts";
import { type Change, keyText } from "#messaging/store.ts";
import type { InstanceId } from "#stage/company/instance-id.ts";
import type { Transitions } from "#stage/guarantees/transitions.ts";
import { documentRules, type ReportViolation } from "./document-rules.ts";

/**
 * Checks what must hold at each step between a process and its servers.
 *
 * @param legal the legal status transitions
 * @param observed called with each observation to count
 */
export function stepRules(
  legal: Transitions,
  reportViolation: ReportViolation,
  observed: (key: string) => void,
) {
  const documents = documentRules(legal, reportViolation, observed);
  const inbox = inboxRules(reportViolation);
  const outbox = outboxRules(reportViolation, observed);

  function committed(change: Change, { service }: InstanceId, instance: string): void {
    inbox.committed(change, service);
    for (const { key, loaded, version, document } of change.documents) {
      const messages = change.processed.length;
      documents.saved({ service, key, place: keyText(key), loaded, version, document, messages });
    }
    outbox.committed(change, instance);
  }

  function accepted(publications: readonly Publication[]): void {
    inbox.accepted(publications);
    outbox.accepted(publications);
  }

  const { settled, reducedTo, claimed, published } = outbox;
  return { committed, accepted, acknowledged: inbox.acknowledged, settled, reducedTo, claimed, published };
}

/** Each message takes effect once, and is acknowledged only after that. */
function inboxRules(reportViolation: ReportViolation) {
  const processed = new Set<string>();
  /** Bodies that were published to a retry tier or parked. */
  const movedOn = new WeakSet<Uint8Array>();

  return {
    committed(change: Change, service: string): void {
      for (const { id, type } of change.processed) {
        const place = `${service} ${id}`;
        if (processed.has(place)) {
          reportViolation("no message takes effect twice", `${service} handled ${type} ${id} twice`);
        }
        processed.add(place);
      }
    },
    accepted(publications: readonly Publication[]): void {
      for (const { body, exchange, routingKey } of publications) {
        if (!isEvent(exchange) && routingKey !== "inbox") movedOn.add(body);
      }
    },
    /** @param deliveries all that the acknowledgement covers */
    acknowledged(deliveries: readonly Delivery[], service: string): void {
      for (const { body } of deliveries) {
        if (movedOn.has(body) || processed.has(`${service} ${idIn(body)}`)) continue;
        reportViolation(
          "a message is acknowledged only once handled or moved on",
          `${service} acknowledged message ${idIn(body)}`,
        );
      }
    },
  };
}

/** Only committed events are published, in commit order, and they stay in the outbox until the broker has them. */
function outboxRules(reportViolation: ReportViolation, observed: (key: string) => void) {
  const events = new Map<string, { readonly number: number; readonly by: string; readonly entry: string }>();
  /** The ids of the events that each entry still holds. */
  const held = new Map<string, readonly string[]>();
  const claimedOnce = new Set<string>();
  const owners = new Map<string, string>();
  const acceptedIds = new Set<string>();
  const lastPublished = new Map<string, number>();

  function reducedTo(entry: string, messageIds: readonly string[]): void {
    for (const id of held.get(entry) ?? []) {
      if (messageIds.includes(id) || acceptedIds.has(id)) continue;
      reportViolation("nothing leaves the outbox before the broker has it", `event ${id} was settled`);
    }
    held.set(entry, messageIds);
  }

  function settled(ids: readonly string[]): void {
    for (const id of ids) {
      owners.delete(id);
      reducedTo(id, []);
    }
  }

  function published({ exchange, messageId, routingKey }: Publication, instance: string): void {
    if (!isEvent(exchange)) return;
    const event = events.get(messageId);
    if (!event) {
      reportViolation("only committed events are published", `${routingKey} ${messageId} was published`);
    }
    if (event?.by !== instance || claimedOnce.has(event.entry) || acceptedIds.has(messageId)) return;
    if (event.number < (lastPublished.get(instance) ?? 0)) {
      reportViolation(
        "an instance publishes in commit order",
        `${instance} published ${routingKey} after a later event`,
      );
    }
    lastPublished.set(instance, event.number);
  }

  return {
    reducedTo,
    settled,
    published,
    committed(change: Change, instance: string): void {
      for (const entry of change.outbox) {
        owners.set(entry.id, instance);
        if (entry.kind !== "events") continue;
        const ids = entry.messages.map(({ id }) => id);
        held.set(entry.id, ids);
        for (const id of ids) events.set(id, { number: events.size, by: instance, entry: entry.id });
      }
      settled(change.settled);
    },
    claimed(entries: readonly { readonly id: string }[], kind: string, instance: string): void {
      for (const { id } of entries) {
        claimedOnce.add(id);
        const owner = owners.get(id);
        if (owner !== undefined && owner !== instance) observed(`lease taken over: ${kind}`);
        owners.set(id, instance);
      }
    },
    accepted(publications: readonly Publication[]): void {
      for (const { messageId } of publications) acceptedIds.add(messageId);
    },
  };
}

const isEvent = (exchange: string): boolean =>
  exchange === eventsExchange || exchange === cancellationsExchange;

const idsByBody = new WeakMap<Uint8Array, string>();
const text = new TextDecoder();

/** The id in an envelope, found without parsing the rest. */
function idIn(body: Uint8Array): string {
  const known = idsByBody.get(body);
  if (known !== undefined) return known;
  const id = /"id":"([^"]{1,64})"/.exec(text.decode(body.subarray(0, 200)))?.[1] ?? "without an id";
  idsByBody.set(body, id);
  return id;
}
