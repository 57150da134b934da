import { services } from "#contracts/hears.ts";
import type { Clock } from "#messaging/clock.ts";
import { eventsIn } from "#messaging/outbox-entry.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Order } from "#orders/order.ts";
import { isAtRest } from "../company/at-rest.ts";
import { byService, valueFor } from "../company/by-service.ts";
import type { Company } from "../company/company.ts";
import { count } from "../narrative/text/words.ts";
import { documentsOf } from "./document-checks.ts";
import {
  type Evidence,
  invariants,
  type UnhandledEvent,
  unhandledEvents,
  unhandledText,
  violationsOf,
} from "./invariants.ts";

/** How long to wait for the work under way, in milliseconds. */
export const longestRestMs = 15_000;

/** Waits until a running company has nothing left to do, within a limit. @param onWait called again and again meanwhile */
export async function comeToRest(company: Company, clock: Clock, onWait: () => void): Promise<void> {
  for (const deadline = clock.now() + longestRestMs; clock.now() < deadline; ) {
    if (await isAtRest(company)) return;
    onWait();
    await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
  }
}

/** The result of the invariants at the end of a company. */
export interface Verdict {
  /** Whether no promise was broken, also before the end. */
  readonly isGood: boolean;
  /** What is broken at the end, each with the name of its invariant. */
  readonly violations: readonly string[];
  /** What else is to be said, a line each. */
  readonly notes: readonly string[];
  /** Whether every order was judged. */
  readonly isComplete: boolean;
}

/** What is left to do when a company is judged. */
export interface WorkLeft {
  /** Whether nothing is. An order that has not ended then never will. */
  readonly isAtRest: boolean;
  /** Whether an instance holds work in memory: nobody else sees it. */
  readonly isInMemory: boolean;
}

/**
 * The result of the invariants. They apply to orders for which no work is left: no message, call or timer. Of the others only events
 * that were lost are judged, because no work that is left can bring those back.
 *
 * @param told the promises that were told to be broken while the company ran
 */
export function verdictOf(evidence: Evidence, work: WorkLeft, told: ReadonlySet<string>): Verdict {
  const orders = documentsOf<Order>(evidence.databases.orders, "orders");
  const underWay = work.isAtRest ? new Set<string>() : ordersUnderWay(evidence, orders, work.isInMemory);
  const isComplete = underWay.size === 0;
  const violations = isComplete ? violationsOf(evidence) : violationsNow(evidence, underWay, work.isInMemory);
  const isMore = [...told].some((promise) => !violations.some((text) => text.startsWith(`${promise}: `)));
  const meanwhile = isMore ? [`${count(told.size, "promise")} broke meanwhile, told above`] : [];
  const state = stateOf(violations.length === 0, orders.length, underWay.size, meanwhile.length > 0);
  const isGood = violations.length === 0 && told.size === 0;
  return { isGood, violations, notes: [...state, ...meanwhile], isComplete };
}

/** What holds, and for how many orders that is not known. */
function stateOf(holds: boolean, placed: number, underWay: number, atEnd: boolean): readonly string[] {
  const because = `because work is under way: ${underWay} of ${count(placed, "order")}`;
  if (!holds) return underWay > 0 ? [`judged for lost events only, ${because}`] : [];
  const unjudged = `not judged, ${because}`;
  const when = atEnd ? " at the end" : "";
  if (underWay === 0) return [`✓ all ${invariants.length} invariants hold${when}: ${count(placed, "order")}`];
  if (underWay === placed) return [unjudged];
  return [`✓ every invariant holds${when} for ${count(placed - underWay, "order")}; ${unjudged}`];
}

/**
 * The orders that have a message, a call or a timer left. While work is in memory, it can be that of any order that has neither been
 * delivered nor cancelled.
 */
function ordersUnderWay(
  { broker, databases, events }: Evidence,
  orders: readonly Pick<Order, "orderId" | "status">[],
  isInMemory: boolean,
): ReadonlySet<string> {
  const underWay = new Set<string>();
  const all = new Set(orders.map(({ orderId }) => orderId));
  const add = (orderId: string | undefined) => {
    if (orderId !== undefined && all.has(orderId)) underWay.add(orderId);
  };
  for (const { orderId, status } of orders)
    if (isInMemory && status !== "delivered" && status !== "cancelled") add(orderId);
  for (const service of services) {
    const { outbox, timers } = databases[service];
    for (const entry of outbox) {
      if (entry.kind === "call") add(entry.cause.correlationId);
      else for (const { correlationId } of entry.messages) add(correlationId);
    }
    for (const { message } of timers) add(message.correlationId);
    const { inbox, retry } = queuesOf(service);
    for (const name of [inbox, ...retry.map(({ name }) => name)])
      for (const { messageId } of broker.queue(name).messages) add(events.get(messageId)?.correlationId);
  }
  return underWay;
}

/** The violations that no work explains. Ignores those about rest: the company is not at rest. */
function violationsNow(
  evidence: Evidence,
  underWay: ReadonlySet<string>,
  isInMemory: boolean,
): readonly string[] {
  const lost = new Set(isInMemory ? [] : lostEvents(evidence).map(unhandledText));
  const isExplained = (text: string) =>
    !lost.has(text) && text.split(/[\s:,/]+/).some((word) => underWay.has(word));
  return invariants
    .filter(({ isAboutRest }) => !isAboutRest)
    .flatMap(({ name, violations }) =>
      violations(evidence)
        .filter((text) => !isExplained(text))
        .map((text) => `${name}: ${text}`),
    );
}

/** The events that a consumer has not handled, and that wait nowhere: in no outbox, and in no queue of the consumer. */
function lostEvents(evidence: Evidence): readonly UnhandledEvent[] {
  const { broker, databases } = evidence;
  const stored = new Set(services.flatMap((name) => eventsIn(databases[name].outbox).map(({ id }) => id)));
  const queued = byService(services, (name) => {
    const { inbox, parked, retry } = queuesOf(name);
    const names = [inbox, parked, ...retry.map((tier) => tier.name)];
    return new Set(names.flatMap((queue) => broker.queue(queue).messages.map(({ messageId }) => messageId)));
  });
  return unhandledEvents(evidence).filter(
    ({ event: { id }, service }) => !stored.has(id) && !valueFor(queued, service).has(id),
  );
}
