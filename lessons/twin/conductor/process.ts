import type { Instant } from "#messaging/instant.ts";
import { collection } from "#messaging/store.ts";
import type { Fact, FactName } from "#orders/fact.ts";

/** The services that carry out the conductor's commands. */
export type Worker = "payments" | "restaurants" | "couriers";

/** What later commands need to know about an order. The card is not stored: only the first command needs it. */
export interface Ordered {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly zone: string;
  readonly address: string;
  readonly dishIds: readonly string[];
}

/** The process of one order: its progress, and the workers that take part. */
export interface Conducted {
  readonly orderId: string;
  /** Derived from the facts. */
  readonly status:
    | "awaiting-payment"
    | "awaiting-kitchen"
    | "cooking"
    | "ready"
    | "on-the-way"
    | "delivered"
    | "cancelled";
  readonly ordered: Ordered;
  /** Each reply once, in the order in which they arrived. */
  readonly facts: readonly Fact[];
  /** The workers that must undo their part if the order is cancelled. */
  readonly commanded: readonly Worker[];
}

/** The cancellation overtook the order: when the order arrives, no command may follow. */
export interface Tombstone {
  readonly status: "tombstone";
  readonly orderId: string;
}

export type Process = Conducted | Tombstone;

/** One process per order, under the order's id: the one place that knows how far an order is. */
export const processes = collection<Process>("processes");

/** The facts that determine the status, the furthest first. */
const milestones: readonly (readonly [FactName, Conducted["status"]])[] = [
  ["order-cancelled", "cancelled"],
  ["order-delivered", "delivered"],
  ["order-picked-up", "on-the-way"],
  ["order-ready", "ready"],
  ["order-confirmed", "cooking"],
  ["payment-succeeded", "awaiting-kitchen"],
];

/** Replies of different workers arrive in any order, so the furthest one decides. */
const statusAfter = (facts: readonly Fact[]): Conducted["status"] =>
  milestones.find(([what]) => facts.some((fact) => fact.what === what))?.[1] ?? "awaiting-payment";

/** The process begins: the customer ordered. */
export const begun = (ordered: Ordered, at: Instant): Conducted => {
  const facts: readonly Fact[] = [{ what: "order-placed", at, by: "customer" }];
  return { orderId: ordered.orderId, status: statusAfter(facts), ordered, facts, commanded: [] };
};

/** The process with more facts. */
export const withFacts = (process: Conducted, ...more: readonly Fact[]): Conducted => {
  const facts = [...process.facts, ...more];
  return { ...process, status: statusAfter(facts), facts };
};

/** The process with one more worker that takes part. */
export const withWorker = (process: Conducted, worker: Worker): Conducted =>
  process.commanded.includes(worker) ? process : { ...process, commanded: [...process.commanded, worker] };

export const knows = ({ facts }: Conducted, what: FactName): boolean =>
  facts.some((fact) => fact.what === what);

/** Whether the process has ended, so that no further command follows. */
export const isOver = ({ status }: Conducted): boolean => status === "delivered" || status === "cancelled";

export const tombstone = (orderId: string): Tombstone => ({ status: "tombstone", orderId });
