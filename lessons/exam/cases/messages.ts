import type { Case } from "../case.ts";
import { idFirst, without } from "../mutations.ts";

// Spoilers: this file has the solutions.

const noEntries = /^(\w+: no entries\n?)+$/;
const emptyInboxes = /^(?!.*(inbox|retry\.\w+): (?!0 ready, 0 unacknowledged))/s;
const notProcessedByPayments = /^payments: (?!.*order-placed)/m;

/** A message between the commit that causes it and the commit that handles it. */
export const messageCases: readonly Case[] = [
  {
    number: 3,
    guilty: "unconfirmed-settled",
    ...without("publisher-confirms"),
    path: [
      { look: "outbox", shows: "it is empty", seen: noEntries },
      { look: "queues", shows: "they are empty, too", seen: emptyInboxes },
      { look: "processed", shows: "payments never handled the order", seen: notProcessedByPayments },
      {
        look: "order",
        shows: "order-placed was published while the broker was away, or the process died right after it",
        seen: /broker is away.*commits orders version 0 to 1.*broker is back|published orders\.order-placed\.v1\n[^\n]*was killed/s,
      },
    ],
    hints: [
      "What do the stuck orders have in common? When were they placed?",
      "Where is order-placed now: in the outbox, in a queue, or handled?",
      "It is nowhere. What deleted it from the outbox, and for what reason?",
    ],
    epilogue:
      "The relay counted an event as published once it was sent. The broker was away, so nothing arrived. As shipped, an entry is settled only after the confirm.",
    shipped: { file: "messaging/outbox/outbox-relay.ts", name: "async function settle" },
    lesson: "confirms",
  },
  {
    number: 4,
    guilty: "outbox-never-swept",
    decorate: ({ store, ...ports }) => ({ ...ports, store: { ...store, claimEvents: async () => [] } }),
    path: [
      { look: "outbox", shows: "an entry whose lease expired long ago", seen: /lease \d+ min ago/ },
      {
        look: "order",
        shows: "a service was killed right after it had committed",
        seen: /(\w+#\d) commits[^\n]*(?:\n[^\n]*){1,3}\1 was killed/,
      },
    ],
    hints: [
      "One order never got anywhere. Where is its order-placed?",
      "Look at the outbox, and at the leases of its entries.",
      "Which process should have claimed an entry whose lease has expired?",
    ],
    epilogue:
      "The process died between the commit and the publish, and no instance claimed the entry it left behind. As shipped, each instance sweeps the outbox for expired leases every five seconds.",
    shipped: { file: "messaging/timers/scheduler.ts", name: "async function sweep" },
    lesson: "outbox",
  },
  {
    number: 5,
    guilty: "acknowledged-on-arrival",
    ...without("late-acknowledgement"),
    path: [
      { look: "outbox", shows: "it is empty, and the event was published", seen: noEntries },
      { look: "queues", shows: "they are empty", seen: emptyInboxes },
      { look: "processed", shows: "payments never handled the order", seen: notProcessedByPayments },
      {
        look: "order",
        shows: "payments received it, and was killed",
        seen: /payments#1 received orders\.order-placed(?!.*payments#1 handled).*payments#1 was killed/s,
      },
    ],
    hints: [
      "Where is order-placed of the stuck order? Was it published?",
      "It was delivered to payments. What happened to payments then?",
      "An unacknowledged message would have come back. Why did this one not?",
    ],
    epilogue:
      "The message was acknowledged on arrival, and the process died with it. As shipped, a delivery is acknowledged after the commit.",
    shipped: { file: "messaging/settlement/acknowledger.ts", name: "function acknowledge" },
    lesson: "early-ack",
  },
  {
    number: 6,
    guilty: "id-before-effect",
    ...idFirst,
    path: [
      { look: "processed", shows: "payments has the id of order-placed", seen: /^payments: .*order-placed/m },
      { look: "documents", shows: "and no payment for that order", seen: /^(?!.*^payments )/ms },
      {
        look: "order",
        shows: "payments dropped it as a duplicate, and never handled it",
        seen: /^(?!.*payments#1 handled orders\.order-placed).*payments#1 dropped orders\.order-placed\.v1 as a duplicate/s,
      },
    ],
    hints: [
      "Payments seems to know the stuck order. What has it stored about it?",
      "Compare processed and documents.",
      "The redelivery was dropped as a duplicate. What was committed first?",
    ],
    epilogue:
      "The id was committed alone, and the process died before the effects. The redelivery looked like a duplicate. As shipped, id and effects are one transaction.",
    shipped: { file: "messaging/store.ts", name: "export interface Change" },
    lesson: "where-the-id-lives",
  },
];
