import type { FaultKind } from "../faults.ts";
import { eventFault, minute } from "./define.ts";

/** Faults that happen at any moment: to an instance, to a server, or as an unexpected message. */
export const events: readonly FaultKind[] = [
  eventFault("killed", minute, "dies at any moment", 2),
  eventFault("deployed", 30_000, "stops gracefully and is started again"),
  eventFault("paused", 2 * minute, "pauses for longer than every lease", 3),
  eventFault("paused-and-cut-off", 2 * minute, "pauses until the broker closes its connection"),
  eventFault("connection-lost", 0, "loses its connection: unacknowledged messages are redelivered", 2),
  eventFault("clock-ahead", 5 * minute, "its clock is up to five minutes ahead"),
  eventFault("clock-behind", 5 * minute, "its clock is up to five minutes behind"),
  eventFault("broker-down", minute, "the broker is down", 2),
  eventFault("store-down", minute, "the service's database is down", 2),
  eventFault("poison", 0, "an unreadable message", 2),
  eventFault(
    "orphan",
    0,
    "an event about an unknown order: goes through every retry tier, then is parked",
    0.15,
  ),
];
