import { lateOrders } from "../../company/changes.ts";
import type { Case } from "../case.ts";
import { ignoring, without } from "../mutations.ts";

// Spoilers: this file has the solutions.

/** The process: cancellations, joins, races. */
export const processCases: readonly Case[] = [
  {
    number: 9,
    guilty: "couriers-ignore-cancellations",
    ...ignoring("couriers", "orders.order-cancelled.v1", () => "not ours"),
    path: [
      {
        look: "documents",
        shows: "a courier is busy with a cancelled order",
        seen: /^couriers deliveries.*"status":"(assigned|picked-up)"/m,
      },
      {
        look: "order",
        shows: "couriers ignored the cancellation",
        seen: /couriers#1 ignored orders\.order-cancelled/,
      },
    ],
    hints: [
      "Which courier is still at work, with nothing left to deliver?",
      "Look at the documents of couriers.",
      "What did couriers do with order-cancelled?",
    ],
    epilogue:
      "Couriers ignored cancellations, so a courier stayed assigned to a cancelled order. As shipped, every service undoes its part when an order is cancelled.",
    shipped: { file: "couriers/on-order-cancelled.ts", name: "onOrderCancelled" },
    lesson: "everybody-hears",
  },
  {
    number: 10,
    guilty: "kitchen-slot-never-freed",
    ...ignoring("restaurants", "restaurants.free-slot", () => "nothing to free"),
    path: [
      {
        look: "documents",
        of: "restaurants",
        shows: "the kitchen still cooks orders that were cancelled",
        seen: /"cooking":\["#\d+"/,
      },
    ],
    hints: [
      "The kitchen says it is busy. With what?",
      "Look at the documents of restaurants.",
      "Which orders hold its slots, and what became of them?",
    ],
    epilogue:
      "The slot of a cancelled order was never freed. As shipped, the cancellation sends restaurants a message to itself that frees it.",
    shipped: { file: "restaurants/on-order-cancelled.ts", name: "onOrderCancelled" },
    lesson: "compensation",
  },
  {
    number: 11,
    guilty: "join-in-one-order",
    circumstances: lateOrders("restaurants", 2_000),
    ...ignoring("restaurants", "payments.payment-succeeded.v1", ({ ticket }) =>
      ticket ? undefined : "there is no ticket",
    ),
    path: [
      {
        look: "order",
        shows: "restaurants ignored payment-succeeded, and handled order-placed after it",
        seen: /restaurants#1 ignored payments\.payment-succeeded.*restaurants#1 handled orders\.order-placed/s,
      },
      {
        look: "documents",
        shows: "the ticket still waits for the payment",
        seen: /^restaurants tickets.*"status":"awaiting-payment"/m,
      },
    ],
    hints: [
      "These orders are paid. Why are they not cooked?",
      "In which order did restaurants receive order-placed and payment-succeeded?",
      "What did it do with the first of the two?",
    ],
    epilogue:
      "Two facts of two services arrive in any order. Here restaurants needed the order first, and ignored the payment otherwise. As shipped, whichever comes second starts the cooking.",
    shipped: { file: "restaurants/join-order-and-payment.ts", name: "whenPaid" },
    lesson: "join",
  },
  {
    number: 12,
    guilty: "no-version-check",
    circumstances: { instances: 2, photoFinish: true },
    ...without("version-check"),
    path: [
      {
        look: "order",
        shows:
          "payments published both payment-succeeded and payment-expired, from two instances, within a moment",
        seen: /published payments\.payment-(succeeded|expired).*published payments\.payment-(?!\1)(succeeded|expired)/s,
      },
    ],
    hints: [
      "Only orders whose money came at the last moment are wrong. Why those?",
      "Look at such an order. Which instances of payments acted, and when?",
      "Both had read the same version. What should have stopped the second?",
    ],
    epilogue:
      "Expiry and payment met in one document, on two instances, and both won. As shipped, a commit checks the version that was read, and the loser reacts again.",
    shipped: { file: "messaging/store.ts", name: "loaded" },
    lesson: "version-check",
  },
];
