import type { FaultKind } from "../faults.ts";
import { minute, operationFault } from "./define.ts";

/** Messages, calls, webhooks and commands that are lost, late or duplicated. */
export const messages: readonly FaultKind[] = [
  operationFault(
    "publish-lost",
    "publish",
    "request-lost",
    0,
    "the message is lost, and so no confirm comes",
  ),
  operationFault("confirm-lost", "publish", "answer-lost", 0, "the message arrives; its confirm is lost"),
  operationFault(
    "confirm-late",
    "publish",
    "slow",
    40_000,
    "the confirm arrives after the lease has expired",
  ),
  operationFault("published-twice", "publish", "twice", 0, "every message of a batch is delivered twice"),
  operationFault("duplicate-later", "publish", "again-later", 2 * minute, "a copy arrives much later"),
  operationFault(
    "late-for-one-queue",
    "publish",
    "late-for-one",
    40_000,
    "one service gets the event after the others",
    {
      weight: 6,
    },
  ),
  operationFault("reordered", "publish", "on-another-connection", 5_000, "a batch arrives in another order"),
  operationFault(
    "acknowledgement-lost",
    "acknowledge",
    "request-lost",
    0,
    "the message was handled, and is redelivered",
  ),
  operationFault(
    "acknowledgement-late",
    "acknowledge",
    "slow",
    10_000,
    "the acknowledgement reaches the queue late",
  ),
  operationFault("provider-error", "call", "request-lost", 0, "503 or no connection: the call had no effect"),
  operationFault("provider-unheard", "call", "answer-lost", 0, "the call took effect; its answer is lost"),
  operationFault(
    "provider-slow",
    "call",
    "slow",
    40_000,
    "the answer comes after the timeout, or after the lease",
  ),
  operationFault(
    "provider-changes-its-mind",
    "charge-result",
    "changed-mind",
    10_000,
    "declined, then charged later",
    {
      weight: 4,
    },
  ),
  operationFault("webhook-twice", "webhook", "twice", 0, "the provider sends it twice"),
  operationFault(
    "webhook-late",
    "webhook",
    "again-later",
    2 * minute,
    "the provider sends it again much later",
  ),
  operationFault(
    "webhook-lost",
    "webhook",
    "request-lost",
    0,
    "the provider's request is lost, and it retries",
  ),
  operationFault("command-lost", "command", "request-lost", 0, "a request is lost, and the client retries"),
  operationFault(
    "command-unheard",
    "command",
    "answer-lost",
    0,
    "the answer is lost, and the client retries",
  ),
  operationFault("command-twice", "command", "twice", 0, "two instances get the same request at once"),
];
