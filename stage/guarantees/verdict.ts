import { services } from "#contracts/hears.ts";
import type { Clock } from "#messaging/clock.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Order } from "#orders/order.ts";
import { isAtRest } from "../company/at-rest.ts";
import type { Company } from "../company/company.ts";
import { count } from "../narrative/text/words.ts";
import { documentsOf } from "./document-checks.ts";
import { type Evidence, invariants, violationsOf } from "./invariants.ts";

/** How long to wait for orders under way, in milliseconds. */
export const longestRestMs = 15_000;

/** Waits until a running company has nothing left to do, within a limit. @param onWait called again and again meanwhile */
export async function comeToRest(company: Company, clock: Clock, onWait: () => void): Promise<void> {
  for (const deadline = clock.now() + longestRestMs; clock.now() < deadline; ) {
    if (await isAtRest(company)) return;
    onWait();
    await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
  }
}

export interface Verdict {
  readonly isGood: boolean;
  readonly lines: readonly string[];
}

/**
 * The result of the invariants, as lines. They apply at rest: otherwise an open order is counted, but not checked.
 *
 * @param isAtRest whether nothing is left to do: an order that has not ended then never will
 */
export function verdictOf(evidence: Evidence, isAtRest: boolean): Verdict {
  const orders = documentsOf<Order>(evidence.databases.orders, "orders");
  const open = openOrders(evidence, orders);
  const placed = count(orders.length, "order");
  if (isAtRest || open.size === 0) {
    const violations = violationsOf(evidence);
    return violations.length > 0
      ? broken(violations)
      : good([`✓ all ${invariants.length} invariants hold: ${placed}`]);
  }
  const ended = orders.length - orders.filter(({ orderId }) => open.has(orderId)).length;
  const left = `${open.size} of ${placed} still open, and not judged`;
  const violations = violationsAbout(evidence, open);
  if (violations.length > 0) return { isGood: false, lines: [...broken(violations).lines, left] };
  return good([`✓ every invariant holds for the ${count(ended, "order")} that ended; ${left}`]);
}

const good = (lines: readonly string[]): Verdict => ({ isGood: true, lines });

const broken = (violations: readonly string[]): Verdict => ({
  isGood: false,
  lines: violations.map((one) => `✗ ${one}`),
});

/** The orders that have not ended, or still have a message, a call or a timer. */
function openOrders(
  { broker, databases, events }: Evidence,
  orders: readonly Pick<Order, "orderId" | "status">[],
): ReadonlySet<string> {
  const open = new Set<string>();
  const all = new Set(orders.map(({ orderId }) => orderId));
  const add = (orderId: string | undefined) => {
    if (orderId !== undefined && all.has(orderId)) open.add(orderId);
  };
  for (const { orderId, status } of orders)
    if (status !== "delivered" && status !== "cancelled") open.add(orderId);
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
  return open;
}

/** The violations that no open order explains. Ignores those about rest: the company is not at rest. */
const violationsAbout = (evidence: Evidence, open: ReadonlySet<string>): readonly string[] =>
  invariants
    .filter(({ isAboutRest }) => !isAboutRest)
    .flatMap(({ name, violations }) =>
      violations(evidence)
        .filter((text) => !text.split(/[\s:,/]+/).some((word) => open.has(word)))
        .map((text) => `${name}: ${text}`),
    );
