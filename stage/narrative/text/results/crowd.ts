import { services } from "#contracts/hears.ts";
import type { NarrativeLog } from "../../log.ts";
import { orderOf, progressOf } from "../../order-of.ts";
import type { CompanyState, OrderState } from "../../state.ts";
import { entriesOfStory } from "../story-entries.ts";
import { count, listed } from "../words.ts";

/** The results of many orders, in a few lines: `23 paid in time and were delivered, 17 expired and were refunded`. */
export function crowdSummary(log: NarrativeLog): readonly string[] {
  const state = log.stateAt(log.end);
  const ends = new Map<string, number>();
  for (const order of state.orders.values()) {
    const end = endOf(state, order);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const counts = [...ends].sort(([, a], [, b]) => b - a).map(([end, n]) => `${n} ${end}`);
  return [
    `${count(state.orders.size, "order")}: ${counts.join(", ")}`,
    ...parkedMessages(state),
    ...sharesOf(log),
  ];
}

const reasons = [
  ["payment-declined", "declined"],
  ["payment-expired", "expired"],
  ["order-rejected", "rejected by the kitchen"],
  ["courier-unavailable", "without a courier"],
] as const;

function endOf(state: CompanyState, placed: OrderState): string {
  const { orderId } = placed;
  const order = orderOf(state, orderId);
  if (!order) return progressOf(state, placed, "lost");
  if (order.status === "delivered") return "paid in time and delivered";
  if (order.status !== "cancelled") return `still ${order.status}`;
  const facts = order.history.map(({ what }): string => what);
  const reason = reasons.find(([fact]) => facts.includes(fact))?.[1] ?? "cancelled by the customer";
  return state.provider.refunds.some((refund) => refund.orderId === orderId)
    ? `${reason} and refunded`
    : reason;
}

function parkedMessages({ queues }: CompanyState): readonly string[] {
  const parked = services.filter((name) => (queues.get(`${name}.parked`)?.ready.size ?? 0) > 0);
  return parked.length === 0 ? [] : [`parked as unreadable by ${listed.format(parked)}, and in nobody's way`];
}

/** How many messages each instance handled, for services with several. */
function sharesOf(log: NarrativeLog): readonly string[] {
  const shares = new Map<string, Map<number, number>>();
  for (const entry of entriesOfStory(log)) {
    if (entry.kind !== "handled") continue;
    const of = shares.get(entry.service) ?? new Map<number, number>();
    shares.set(entry.service, of.set(entry.instance, (of.get(entry.instance) ?? 0) + 1));
  }
  return [...shares].flatMap(([service, of]) => {
    if (of.size < 2) return [];
    const parts = [...of].sort(([a], [b]) => a - b).map(([instance, n]) => `${service}#${instance} ${n}`);
    return [`handled by ${parts.join(", ")}`];
  });
}
