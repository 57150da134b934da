// One branch per kind of entry; hence the length.
import type { Message } from "#messaging/message.ts";
import { eventsIn } from "#messaging/outbox-entry.ts";
import { type Change, keyText } from "#messaging/store.ts";
import type { Entry, FaultEntry, QueueEntry, StoreEntry } from "./entry.ts";
import {
  type Asked,
  type Availability,
  emptyService,
  type MutableQueue,
  type MutableService,
  type MutableState,
} from "./state.ts";

/** Applies one entry to a state. The state of the company at any moment is every entry up to there, applied in order. */
export function apply(state: MutableState, entry: Entry): void {
  state.at = entry.at;
  state.position += 1;
  if (isIn(storeKinds, entry)) applyToStore(state, entry);
  else if (isIn(queueKinds, entry)) applyToQueue(state, entry);
  else if (isIn(faultKinds, entry)) applyFault(state, entry);
  else if (entry.kind === "charge") state.provider.charges.set(entry.charge.id, entry.charge);
  else if (entry.kind === "refund") state.provider.refunds.push(entry.refund);
  else if (entry.kind === "mail") state.mailbox.push(entry.mail);
  else if (entry.kind === "orders-refused") state.refusedOrders += entry.count;
  else if (entry.kind === "failed" || entry.kind === "refused") rememberFailure(state, entry.kind, entry);
  else labelOrder(state, placedIn(entry), askedIn(entry));
}

/** The order that appears first in this entry: as a request or, seen from outside, as an event. */
function placedIn(entry: Entry): string | undefined {
  if (entry.kind === "person") return entry.did.what === "orders" ? entry.did.orderId : undefined;
  if (entry.kind === "handled" && entry.message.type === "orders.place-order") return entry.message.subject;
  if (entry.kind === "published" && entry.message.type.startsWith("orders.order-placed."))
    return entry.message.subject;
  return undefined;
}

const storeKinds = kindsOf<StoreEntry>("committed", "settled", "reduced", "postponed", "leased");
const queueKinds = kindsOf<QueueEntry>("enqueued", "delivered", "acknowledged", "returned", "left", "stuck");
const faultKinds = kindsOf<FaultEntry>(
  ...(["started", "killed", "stopped", "away", "back"] as const),
  ...(["arming", "doubling", "doubled", "delaying", "delayed", "poisoned", "guarantee", "traffic"] as const),
);

type Kinds<E extends Entry> = ReadonlySet<string> & { readonly of?: E };

function kindsOf<E extends Entry>(...kinds: readonly E["kind"][]): Kinds<E> {
  return new Set<string>(kinds);
}

const isIn = <E extends Entry>(kinds: Kinds<E>, entry: Entry): entry is E => kinds.has(entry.kind);

/** An order that could not be taken, or was refused. If it was committed after all, its document tells. */
function rememberFailure(
  state: MutableState,
  kind: "failed" | "refused",
  { message, why }: { message: Message; why: string },
): void {
  const order = message.type === "orders.place-order" ? state.orders.get(message.subject) : undefined;
  if (order) state.orders.set(order.orderId, { ...order, notAccepted: { kind, why } });
}

/** Orders are numbered in order of appearance. */
function labelOrder(state: MutableState, orderId: string | undefined, asked: Asked | undefined): void {
  if (orderId === undefined || state.orders.has(orderId)) return;
  const order = { orderId, label: `#${state.orders.size + 1}`, placedAt: state.at };
  state.orders.set(orderId, { ...order, ...(asked && { asked }) });
}

function askedIn(entry: Entry): Asked | undefined {
  if (entry.kind !== "person" || entry.did.what !== "orders") return undefined;
  const { items, restaurantId } = entry.did;
  return items.length > 0 ? { restaurantId, items } : undefined;
}

/** A service of the company; one that is not among the five appears with its first entry. */
function serviceOf({ services }: MutableState, name: string): MutableService {
  services[name] ??= emptyService();
  return services[name];
}

function applyToStore(state: MutableState, entry: StoreEntry): void {
  const service = serviceOf(state, entry.service);
  switch (entry.kind) {
    case "committed":
      for (const message of eventsIn((entry.intended ?? entry.change).outbox))
        state.events.set(message.id, message);
      commit(service, entry.change);
      break;
    case "settled":
      settle(service, entry.ids);
      break;
    case "reduced": {
      const there = service.outbox.get(entry.id);
      if (there?.kind !== "events") break;
      const messages = there.messages.filter(({ id }) => entry.messageIds.includes(id));
      service.outbox.set(entry.id, { ...there, messages });
      break;
    }
    case "postponed": {
      const there = service.outbox.get(entry.id);
      const { attempts, until: leasedUntil } = entry;
      if (there) service.outbox.set(entry.id, { ...there, attempts, leasedUntil });
      break;
    }
    case "leased":
      for (const id of entry.ids) {
        const waiting = service.outbox.get(id);
        const timer = service.timers.get(id);
        if (waiting) service.outbox.set(id, { ...waiting, leasedUntil: entry.until });
        if (timer) service.timers.set(id, { ...timer, leasedUntil: entry.until });
      }
  }
}

/** As in every store, timers are cancelled by name before new ones are set. */
function commit(service: MutableService, change: Change): void {
  for (const message of change.processed) service.processed.set(message.id, message);
  for (const { key, version, document } of change.documents)
    service.documents.set(keyText(key), { version, document });
  for (const entry of change.outbox) service.outbox.set(entry.id, entry);
  if (change.cancelled.length > 0) cancelTimers(service, change.cancelled);
  for (const timer of change.timers) service.timers.set(timer.id, timer);
  settle(service, change.settled);
}

function cancelTimers(service: MutableService, names: readonly string[]): void {
  for (const [id, { name }] of service.timers) if (names.includes(name)) service.timers.delete(id);
}

function settle(service: MutableService, ids: readonly string[]): void {
  for (const id of ids) {
    service.outbox.delete(id);
    service.timers.delete(id);
  }
}

function applyToQueue(state: MutableState, entry: QueueEntry): void {
  const queue = state.queues.get(entry.queue) ?? newQueue(state, entry.queue);
  switch (entry.kind) {
    case "enqueued": {
      const { attempt, exchange, messageId, position, routingKey } = entry;
      queue.ready.set(position, { attempt, exchange, messageId, routingKey });
      queue.takenOut.delete(messageId);
      break;
    }
    case "delivered":
      move(queue.ready, queue.unacked, entry.position);
      break;
    case "acknowledged":
      for (const position of entry.positions) queue.unacked.delete(position);
      break;
    case "returned":
      for (const position of entry.positions) move(queue.unacked, queue.ready, position);
      queue.ready = new Map([...queue.ready].sort(([a], [b]) => a - b));
      break;
    case "stuck":
      move(queue.ready, queue.stuck, entry.position);
      break;
    case "left": {
      const left = queue.ready.get(entry.position);
      queue.ready.delete(entry.position);
      queue.stuck.delete(entry.position);
      if (left && entry.why === "removed" && !holds(queue, left.messageId))
        queue.takenOut.add(left.messageId);
    }
  }
}

/** Whether a queue holds a message, or another copy of it. */
const holds = ({ ready, stuck, unacked }: MutableQueue, id: string): boolean =>
  [ready, stuck, unacked].some((part) => [...part.values()].some(({ messageId }) => messageId === id));

function newQueue(state: MutableState, name: string): MutableQueue {
  const queue: MutableQueue = {
    ready: new Map(),
    unacked: new Map(),
    stuck: new Map(),
    takenOut: new Set(),
  };
  state.queues.set(name, queue);
  return queue;
}

function move<Message>(from: Map<number, Message>, to: Map<number, Message>, position: number): void {
  const message = from.get(position);
  if (message === undefined) return;
  from.delete(position);
  to.set(position, message);
}

/** Instances that wait for the broker run once it is back. */
function setBroker(state: MutableState, is: Availability): void {
  state.broker = is;
  if (is === "away") return;
  for (const { instances } of Object.values(state.services))
    for (const [instance, was] of instances) if (was === "waiting") instances.set(instance, "running");
}

function applyFault(state: MutableState, entry: FaultEntry): void {
  const lasts = (name: string, text: string, more = {}) =>
    state.faults.set(name, { text, since: entry.at, ...more });
  switch (entry.kind) {
    case "started":
    case "killed":
    case "stopped": {
      const who = `${entry.service}#${entry.instance}`;
      const isUp = state.broker === "up" ? "running" : "waiting";
      const is = entry.kind === "started" ? isUp : entry.kind;
      serviceOf(state, entry.service).instances.set(entry.instance, is);
      const without = state.without.size > 0 && { without: [...state.without] };
      if (entry.kind === "killed") lasts(who, `${who} is dead`, { ...without });
      else state.faults.delete(who);
      if (entry.before !== undefined) state.armed.delete(`${who} ${entry.before}`);
      break;
    }
    case "arming": {
      const { before, ends, instance, service } = entry;
      const name = `${service}#${instance} ${before}`;
      if (ends) state.armed.delete(name);
      else state.armed.set(name, { service, instance, before });
      break;
    }
    case "away":
    case "back": {
      const is = entry.kind === "away" ? "away" : "up";
      const name = entry.what === "database" ? `the database of ${entry.service}` : `the ${entry.what}`;
      if (entry.what === "database") state.services[entry.service].database = is;
      else if (entry.what === "broker") setBroker(state, is);
      else state.provider.is = is;
      if (is === "away") lasts(name, `${name} is down`);
      else state.faults.delete(name);
      break;
    }
    case "doubling":
      if (entry.ends) state.faults.delete("doubling");
      else lasts("doubling", "every message is published twice");
      break;
    case "delaying": {
      const { byMs, event, service } = entry;
      const name = `delaying ${service} ${event}`;
      if (byMs === 0) state.faults.delete(name);
      else lasts(name, `${service} receives ${event === "all" ? "every message" : event} late`, { byMs });
      break;
    }
    case "poisoned":
      state.poison.set(entry.messageId, entry.type);
      break;
    case "traffic":
      state.traffic = entry.perMinute;
      break;
    case "guarantee":
      if (entry.isOn) state.without.delete(entry.name);
      else state.without.add(entry.name);
  }
}
