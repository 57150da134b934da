import type { FaultKind } from "../faults.ts";
import { minute, operationFault } from "./define.ts";

/** Requests to the database that are lost, late or in conflict, and pauses between two steps. */
export const database: readonly FaultKind[] = [
  operationFault(
    "load-lost",
    "load",
    "request-lost",
    0,
    "the connection breaks before the request reaches the database",
  ),
  operationFault("load-unheard", "load", "answer-lost", 0, "the connection breaks before the answer arrives"),
  operationFault("commit-lost", "commit", "request-lost", 0, "the connection breaks before the commit"),
  operationFault("commit-unheard", "commit", "answer-lost", 0, "the commit succeeds, and its answer is lost"),
  operationFault("commit-slow", "commit", "slow", 40_000, "the database is slow"),
  operationFault("stopped-after-commit", "commit", "stands-still", minute, "pauses right after its commit"),
  operationFault(
    "stopped-between-steps",
    "step",
    "stands-still",
    minute,
    "pauses between two of its own steps",
    {
      weight: 6,
    },
  ),
  operationFault(
    "cancelled-between-steps",
    "step",
    "stands-still",
    minute,
    "the same, and the customer cancels meanwhile",
    {
      weight: 4,
      meanwhile: "cancels",
    },
  ),
  operationFault("given-up-while-kept", "keep", "stands-still", minute, "reserves a courier, then pauses", {
    weight: 8,
    times: 4,
    latestMs: 20_000,
    shortestMs: 5_000,
  }),
  operationFault(
    "cancelled-while-kept",
    "keep",
    "stands-still",
    minute,
    "the same, and the customer cancels meanwhile",
    {
      weight: 11,
      times: 4,
      latestMs: 20_000,
      meanwhile: "cancels",
    },
  ),
  operationFault("commit-conflict", "commit", "conflict", 0, "another instance was faster"),
  operationFault(
    "commit-contended",
    "batch",
    "conflict",
    0,
    "another instance is faster several times in a row",
    {
      times: 6,
    },
  ),
  operationFault("settle-lost", "settle", "request-lost", 0, "published entries stay in the outbox"),
  operationFault(
    "settle-unheard",
    "settle",
    "answer-lost",
    0,
    "the entry is settled, and the answer is lost",
  ),
  operationFault("claim-unheard", "claim", "answer-lost", 0, "entries are leased, and the answer is lost"),
  operationFault("claim-slow", "claim", "slow", 40_000, "the answer arrives after the lease has expired"),
  operationFault("timer-in-hand", "timer", "slow", 40_000, "pauses with a claimed timer"),
  operationFault(
    "cancelled-with-timer-in-hand",
    "timer",
    "slow",
    40_000,
    "the same, and the customer cancels meanwhile",
    {
      weight: 4,
      meanwhile: "cancels",
    },
  ),
  operationFault(
    "paid-with-timer-in-hand",
    "timer",
    "slow",
    40_000,
    "the same, and the customer pays meanwhile",
    {
      weight: 9,
      meanwhile: "pays",
    },
  ),
  operationFault(
    "relieved-with-timer-in-hand",
    "give-up",
    "slow",
    40_000,
    "the same, and a courier starts work meanwhile",
    {
      weight: 8,
      times: 4,
      latestMs: 20_000,
      meanwhile: "comes-to-work",
    },
  ),
  operationFault(
    "postpone-lost",
    "postpone",
    "request-lost",
    0,
    "the delay before the next call is not stored",
  ),
];
