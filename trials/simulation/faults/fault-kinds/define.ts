import type { Effect, Event, FaultKind, Operation } from "../faults.ts";

export const minute = 60_000;

/** An instance dies before or after an operation. */
export const crash = (operation: Operation, when: "before" | "after", about: string): FaultKind => ({
  kind: `crash-${when}-${operation}`,
  about,
  target: { operation, effect: when === "before" ? "dies-before" : "dies-after" },
  longestMs: minute,
});

/** A request to a server, or its response, goes wrong. */
export const operationFault = (
  kind: string,
  operation: Operation,
  effect: Effect,
  longestMs: number,
  about: string,
  more: Pick<FaultKind, "weight" | "times" | "meanwhile" | "shortestMs" | "latestMs"> = {},
): FaultKind => ({ kind, about, target: { operation, effect }, longestMs, ...more });

/** Something happens at a moment of its own. */
export const eventFault = (event: Event, longestMs: number, about: string, weight = 1): FaultKind => ({
  kind: event,
  about,
  target: { event },
  longestMs,
  weight,
});
