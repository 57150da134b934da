import type { FaultKind } from "../faults.ts";
import { crash, minute, operationFault } from "./define.ts";

/** Instances that die before, during or after an operation. */
export const crashes: readonly FaultKind[] = [
  crash("load", "before", "dies with a batch delivered, before loading"),
  crash("load", "after", "dies after loading, before deciding"),
  crash("commit", "before", "dies with its decision made, before the commit"),
  crash("commit", "after", "dies after the commit, before acknowledging or publishing"),
  crash("acknowledge", "before", "dies after handling a message, before acknowledging it"),
  crash("acknowledge", "after", "dies right after the acknowledgement"),
  crash("publish", "before", "dies just before publishing"),
  crash("publish", "after", "dies after publishing, before the confirm arrives"),
  operationFault(
    "crash-after-confirm",
    "publish",
    "dies-answered",
    minute,
    "dies with the confirm, before settling the entry",
  ),
  crash("settle", "before", "dies just before settling what it published"),
  crash("settle", "after", "dies after settling, before the answer arrives"),
  crash("call", "before", "dies just before calling the provider or the sender"),
  crash("call", "after", "dies after the card was charged, before the answer arrives"),
  operationFault(
    "crash-after-answer",
    "call",
    "dies-answered",
    minute,
    "dies with the answer, before committing it",
  ),
  crash("claim", "before", "dies while claiming due entries"),
  crash("claim", "after", "dies holding a lease on timers, events or calls"),
];
