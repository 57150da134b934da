import type { Instant } from "#messaging/instant.ts";
import { timer } from "#messaging/reaction.ts";
import type { NewTimer } from "#messaging/timer.ts";
import type { Assignment } from "./roster.ts";

/**
 * Messages to this service, due at once. A reaction reads only documents that its message names. An event
 * that frees a courier does not name the waiting order, and a cancellation does not name the zone. So the
 * first step commits what it knows and sends a second message, which names both documents.
 */
export const assign = timer<Assignment>("couriers.assign");
export const release = timer<{ readonly orderId: string; readonly zone: string }>("couriers.release");

/** The timers that assign a reserved courier to each waiting order. */
export const assignTimers = (assignments: readonly Assignment[], now: Instant): readonly NewTimer[] =>
  assignments.map((assignment) => assign.at(now, assignment.orderId, assignment));
