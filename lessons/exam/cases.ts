import { ignore, type Outcome } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Performer, Service } from "#messaging/service.ts";
import { disabledGuarantees } from "#stage/guarantees/without.ts";
import type { Case } from "./case.ts";

// Spoilers: this file has the solutions.

/** A switch of `npm run demo -- --without …`. */
function without(name: string): Pick<Case, "decorate" | "replace"> {
  const guarantee = disabledGuarantees.find((one) => one.name === name);
  if (!guarantee) throw new Error(`there is no guarantee ${name}`);
  const { decorate, replace } = guarantee;
  return { ...(decorate ? { decorate } : {}), ...(replace ? { replace } : {}) };
}

type Documents = Readonly<Record<string, { readonly status?: string } | undefined>>;

/** The named service, with one reaction that is asked first what it would rather do. */
const reacting =
  (
    name: string,
    type: string,
    instead: (documents: Documents, data: { readonly status?: string }) => Outcome | undefined,
  ) =>
  (service: Service): Service =>
    service.name !== name
      ? service
      : {
          ...service,
          reactions: new Map(
            [...service.reactions].map(([key, reaction]) => [
              key,
              key !== type
                ? reaction
                : {
                    ...reaction,
                    react: (documents, message, context) =>
                      instead(documents as Documents, message.data as { status?: string }) ??
                      reaction.react(documents, message, context),
                  },
            ]),
          ),
        };

const after = ({ clock }: Ports, ms: number) =>
  new Promise<void>((resolve) => {
    clock.at(clock.now() + ms, resolve);
  });

/** Only timers that this process has set itself. */
function ownTimersOnly(ports: Ports): Ports {
  const own = new Set<string>();
  const { store } = ports;
  return {
    ...ports,
    store: {
      ...store,
      async commit(change) {
        for (const { id } of change.timers) own.add(id);
        await store.commit(change);
      },
      claimTimers: async (claim) => (await store.claimTimers(claim)).filter(({ id }) => own.has(id)),
    },
  };
}

/** Two commits: the ids, and 150 ms later everything else, if the process is still alive by then. */
function idFirst(ports: Ports): Ports {
  const { store } = ports;
  return {
    ...ports,
    store: {
      ...store,
      async commit(change) {
        await store.commit({ ...change, documents: [], outbox: [], timers: [], cancelled: [], settled: [] });
        if (change.processed.some(({ type }) => type === "orders.order-placed.v1")) await after(ports, 150);
        await store.commit({ ...change, processed: [] });
      },
    },
  };
}

/** Each attempt of a call has a key of its own. */
function keyPerAttempt(ports: Ports): Ports {
  const { performers = [] } = ports;
  const attempts = new Map<string, number>();
  const keyed = (performer: Performer): Performer => ({
    ...performer,
    perform(request, { key, signal }) {
      const attempt = (attempts.get(key) ?? 0) + 1;
      attempts.set(key, attempt);
      return performer.perform(request, { key: `${key}/${attempt}`, signal });
    },
  });
  return { ...ports, performers: performers.map(keyed) };
}

/** Orders reach restaurants two seconds after everything else. */
function lateOrders(ports: Ports): Ports {
  const { broker, clock } = ports;
  return {
    ...ports,
    broker: {
      ...broker,
      consume: (queue, options, onDelivery) =>
        broker.consume(queue, options, (delivery) => {
          const isLate = queue === "restaurants.inbox" && delivery.routingKey === "orders.order-placed.v1";
          if (isLate) clock.at(clock.now() + 2_000, () => onDelivery(delivery));
          else onDelivery(delivery);
        }),
    },
  };
}

const noEntries = /^(\w+: no entries\n?)+$/;
const emptyInboxes = /^(?!.*(inbox|retry\.\w+): (?!0 ready, 0 unacknowledged))/s;
const notProcessedByPayments = /^payments: (?!.*order-placed)/m;

export const cases: readonly Case[] = [
  {
    number: 1,
    guilty: "late-money-ignored",
    replace: reacting("payments", "payments.charge-settled", ({ payment }, { status }) =>
      payment?.status === "expired" && status === "succeeded" ? ignore("the payment has expired") : undefined,
    ),
    path: [
      {
        look: "ledger",
        shows: "one canceled order has a charge and no refund",
        seen: /^#\d+: charge €[\d.]+, succeeded[^\n]*$/,
      },
      {
        look: "order",
        shows: "payments ignored charge-settled after the payment had expired",
        seen: /payment-expiry came due.*payments#1 ignored payments\.charge-settled/s,
      },
    ],
    hints: [
      "Follow the money: which canceled order was charged and not refunded?",
      "Look at that order. When did the charge succeed, and when did the payment expire?",
      "What did payments do with charge-settled?",
    ],
    epilogue:
      "Money that arrives after the expiry must go back. As shipped, payments asks for a refund then; here it ignored the message.",
    shipped: { file: "payments/on-charge-settled.ts", name: "closed" },
    lesson: "fifteen-minutes",
  },
  {
    number: 2,
    guilty: "timers-in-memory",
    decorate: ownTimersOnly,
    path: [
      {
        look: "timers",
        shows: "timers that are long due, and nobody takes them",
        seen: /payment-expiry of #\d+, due \d+ min ago/,
      },
      {
        look: "order",
        shows: "the order was placed before payments crashed",
        seen: /^(?!.*payment-expiry came due).*commits payments version 0 to 1.*payments#1 was killed/s,
      },
    ],
    hints: [
      "Which orders wait: those placed before a crash, or after it?",
      "Look at the timers. Are they due?",
      "The timers are there and due. Who should have claimed them?",
    ],
    epilogue:
      "The timers were stored, but after the restart the process served only those that it had set itself. As shipped, every instance claims every timer that is due, by lease.",
    shipped: { file: "messaging/store.ts", name: "claimTimers" },
    lesson: "fifteen-minutes",
  },
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
      "It is nowhere. Who deleted it from the outbox, and on whose word?",
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
      "Look at the outbox, and at the lease of what is in it.",
      "Who should have taken an entry whose lease has expired?",
    ],
    epilogue:
      "The process died between the commit and the publish, and nobody ever claimed what it had left behind. As shipped, each instance sweeps the outbox for expired leases every five seconds.",
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
      "The message was acknowledged on arrival, then the process died with it. As shipped, a delivery is acknowledged after the commit.",
    shipped: { file: "messaging/settlement/acknowledger.ts", name: "function acknowledge" },
    lesson: "early-ack",
  },
  {
    number: 6,
    guilty: "id-before-effect",
    decorate: idFirst,
    path: [
      { look: "processed", shows: "payments has the id of order-placed", seen: /^payments: .*order-placed/m },
      { look: "documents", shows: "and no payment for that order", seen: /^(?!.*^payments )/ms },
      {
        look: "order",
        shows: "a duplicate of what was never handled",
        seen: /^(?!.*payments#1 handled orders\.order-placed).*payments#1 dropped orders\.order-placed\.v1 as a duplicate/s,
      },
    ],
    hints: [
      "Payments seems to know the stuck order. What does it have of it?",
      "Compare processed and documents.",
      "The redelivery was dropped as a duplicate. What was committed first?",
    ],
    epilogue:
      "The id was committed alone, and the process died before the effects. The redelivery looked like a duplicate. As shipped, id and effects are one transaction.",
    shipped: { file: "messaging/store.ts", name: "export interface Change" },
    lesson: "where-the-id-lives",
  },
  {
    number: 7,
    guilty: "key-per-attempt",
    decorate: keyPerAttempt,
    path: [
      {
        look: "ledger",
        shows: "two charges for one order, with different keys",
        seen: /charge [^\n]*succeeded, key ([^\n]*)\n[^\n]*charge [^\n]*succeeded, key (?!\1(\n|$))/,
      },
    ],
    hints: [
      "Follow the money: was anybody charged more than once?",
      "Which cards were charged twice? What is special about them?",
      "Compare the keys of the two charges.",
    ],
    epilogue:
      "The answer to the first attempt was lost, and the second came with another key, so the provider took it for a second charge. As shipped, a call keeps its key for all attempts.",
    shipped: { file: "payments/on-order-placed.ts", name: "charge.with" },
    lesson: "idempotency-key",
  },
  {
    number: 8,
    guilty: "confirmation-ignored",
    replace: reacting("payments", "payments.charge-settled", ({ payment }, { status }) =>
      payment?.status === "awaiting-confirmation" && status === "succeeded"
        ? ignore("the charge is known already")
        : undefined,
    ),
    path: [
      {
        look: "ledger",
        shows: "a charge that succeeded after its confirmation",
        seen: /^#\d+: charge €[\d.]+, succeeded[^\n]*$/,
      },
      {
        look: "order",
        shows: "payments ignored the second charge-settled, before the payment expired",
        seen: /payments#1 handled payments\.charge-settled.*payments#1 ignored payments\.charge-settled.*payment-expiry came due/s,
      },
    ],
    hints: [
      "Which cards never work, even when the customer confirms in time?",
      "Look at such an order. How often was charge-settled handled?",
      "What did payments do with the second one?",
    ],
    epilogue:
      "A charge that needs a confirmation settles twice: first as waiting, then as succeeded. The second was taken for a repetition. As shipped, the payment's state decides.",
    shipped: { file: "payments/on-charge-settled.ts", name: "onChargeSettled" },
    lesson: "charge-once",
  },
  {
    number: 9,
    guilty: "couriers-ignore-cancellations",
    replace: reacting("couriers", "orders.order-cancelled.v1", () => ignore("not ours")),
    path: [
      {
        look: "documents",
        shows: "a courier is busy with a canceled order",
        seen: /^couriers deliveries.*"status":"(assigned|picked-up)"/m,
      },
      {
        look: "order",
        shows: "couriers ignored the cancellation",
        seen: /couriers#1 ignored orders\.order-cancelled/,
      },
    ],
    hints: [
      "Who is still at work, though nothing is left to deliver?",
      "Look at the documents of couriers.",
      "What did couriers do with order-cancelled?",
    ],
    epilogue:
      "Couriers ignored cancellations, so a courier stayed assigned to an order that nobody wanted. As shipped, whoever did anything for an order undoes it when the order is canceled.",
    shipped: { file: "couriers/on-order-cancelled.ts", name: "onOrderCancelled" },
    lesson: "everybody-hears",
  },
  {
    number: 10,
    guilty: "kitchen-slot-never-freed",
    replace: reacting("restaurants", "restaurants.free-slot", () => ignore("nothing to free")),
    path: [
      {
        look: "documents",
        of: "restaurants",
        shows: "the kitchen still cooks orders that were canceled",
        seen: /"cooking":\["#\d+"/,
      },
    ],
    hints: [
      "The kitchen says that it is busy. With what?",
      "Look at the documents of restaurants.",
      "Which orders hold its slots, and what became of them?",
    ],
    epilogue:
      "The slot of a canceled order was never freed. As shipped, the cancellation sends restaurants a message to itself that frees it.",
    shipped: { file: "restaurants/on-order-cancelled.ts", name: "onOrderCancelled" },
    lesson: "compensation",
  },
  {
    number: 11,
    guilty: "join-in-one-order",
    circumstances: { decorate: lateOrders },
    replace: reacting("restaurants", "payments.payment-succeeded.v1", ({ ticket }) =>
      ticket ? undefined : ignore("there is no ticket"),
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
      "These orders are paid. Why does nobody cook them?",
      "In which order did restaurants receive order-placed and payment-succeeded?",
      "What did it do with the first of the two?",
    ],
    epilogue:
      "Two facts of two services arrive in any order. The reaction needed the order first, and dropped the payment otherwise. As shipped, whichever comes second acts.",
    shipped: { file: "restaurants/on-payment-succeeded.ts", name: "onPaymentSucceeded" },
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
