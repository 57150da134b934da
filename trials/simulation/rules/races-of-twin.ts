import type { Race } from "./races.ts";

/** The races of the orchestrated twin. Replies and commands overtake each other as events do. */
export const racesOfTwin: readonly Race[] = [
  {
    name: "the cancellation overtakes the order at the conductor",
    ruling: "a tombstone: no command follows",
    seenAs: ["processes: nothing → tombstone"],
  },
  {
    name: "the cancellation overtakes the command to charge",
    ruling: "a tombstone: nothing is charged",
    seenAs: ["payments: nothing → tombstone"],
  },
  {
    name: "the payment succeeds after its cancellation",
    ruling: "payments refunds it, once",
    seenAs: ["payments: cancelled → refunding"],
  },
  {
    name: "a reply of the kitchen overtakes the one before",
    ruling: "noted; the furthest reply decides",
    seenAs: ["processes: awaiting-kitchen → ready"],
  },
  {
    name: "a worker does not reply in time",
    ruling: "the conductor counts its step as failed, and everything is undone",
    seenAs: ["handled conductor.silence"],
  },
  {
    name: "two instances update the same process",
    ruling: "one commits first; the other reacts again",
    seenAs: ["conflict in conductor"],
  },
];
