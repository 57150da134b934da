import type { Instant } from "#messaging/instant.ts";
import { timer } from "#messaging/reaction.ts";
import type { NewTimer } from "#messaging/timers.ts";
import type { Assignment } from "./roster.ts";

/**
 * Messages to ourselves, due at once. What a reaction reads follows from its message alone: what frees a
 * courier does not name the order that waits for one, and a cancellation does not name the zone. So the first
 * step commits what it knows, and sends the second one, which names both documents.
 */
export const assign = timer<Assignment>("couriers.assign");
export const release = timer<{ readonly orderId: string; readonly zone: string }>("couriers.release");

/** Tells each order that waited of the courier who was kept for it. */
export const toldOf = (assignments: readonly Assignment[], now: Instant): readonly NewTimer[] =>
  assignments.map((assignment) => assign.at(now, assignment.orderId, assignment));
