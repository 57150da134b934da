import { contracts } from "#contracts/contracts.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { encode } from "#messaging/wire/envelope.ts";
import type { ToldStory } from "./story.ts";

const minute = 60_000;

export const everythingTwice: ToldStory = {
  name: "every-message-twice",
  about: "Every message arrives twice, and takes effect once.",
  moral: {
    text: "Sooner or later, every queue delivers twice. Without deduplication, the customer gets most mails twice.",
    question: 19,
    without: "dedup",
  },
  needsFaultInjection: true,
  async run({ customer, faults, until }) {
    faults.publishEverythingTwice();
    await until(await customer.places(), "delivered");
  },
};

export const downForAnHour: ToldStory = {
  name: "service-down-for-an-hour",
  about: "Payments is down for an hour: customers can still order, and the orders wait in its inbox.",
  moral: {
    text: "No service calls payments, so none fails. The orders wait in its inbox until it is back.",
    question: 27,
  },
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.kill({ service: "payments", instance: 1 });
    const order = await customer.places();
    await passes(60 * minute);
    await faults.start({ service: "payments", instance: 1 });
    await until(order, "delivered");
  },
};

export const poison: ToldStory = {
  name: "poison-among-a-hundred",
  about: "An unreadable message arrives among a hundred valid orders: it is parked, and delays none of them.",
  moral: {
    text: "An unreadable message must not block the others. It would be retried forever. In the parked queue, it waits for an operator, and delays nothing.",
    question: 76,
  },
  needsFaultInjection: true,
  crowd: true,
  async run({ customer, faults, rest }) {
    for (let n = 1; n <= 50; n += 1) await customer.places({ customerId: `customer-${n}` });
    await faults.poison('{"specversion": "1.0", "type": ', "orders.order-placed.v1");
    for (let n = 51; n <= 100; n += 1) await customer.places({ customerId: `customer-${n}` });
    await rest();
  },
};

export const nobodysOrder: ToldStory = {
  name: "retries-exhausted",
  about:
    "A courier's event names an order that does not exist: it fails in every retry tier, and is parked. Meanwhile, a real order is delivered.",
  moral: {
    text: "Retries are limited, and nothing is lost. An event that came too early succeeds on a retry. One that is wrong is parked with its error, out of the way.",
    question: 49,
  },
  needsFaultInjection: true,
  async run({ customer, faults, passes, rest, until }) {
    const orderId = idOf("an order that nobody placed");
    const type = "couriers.order-picked-up.v1";
    const time = "2026-01-02T18:00:00.000Z";
    const data = { orderId, courierId: "marie" };
    const event = beginning({
      id: idOf("its event"),
      type,
      source: "/couriers",
      subject: orderId,
      time,
      data,
    });
    await faults.poison(new TextDecoder().decode(encode(event, contracts)), type);
    await passes(100);
    await until(await customer.places(), "delivered");
    await rest();
  },
};

export const crashBeforePublishing: ToldStory = {
  name: "crash-before-publishing",
  about: "Orders crashes after it commits an order and before it publishes the event.",
  moral: {
    text: "The order and its event are committed together. The event is published afterwards, however long that takes. Without the outbox, the customer waits forever.",
    question: 84,
    without: "outbox",
  },
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.killBeforePublishing({ service: "orders", instance: 1 });
    const order = await customer.places();
    await passes(minute);
    await faults.start({ service: "orders", instance: 1 });
    await until(order, "delivered");
  },
};

export const crashBeforeCommitting: ToldStory = {
  name: "crash-before-committing",
  about: "Payments crashes while it handles an order, before it commits: the broker redelivers the message.",
  moral: {
    text: "Only what is committed is acknowledged. Until then the broker keeps the message, and redelivers it. Otherwise the order would be lost.",
    question: 42,
    without: "late-acknowledgement",
  },
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.killBeforeCommitting({ service: "payments", instance: 1 });
    const order = await customer.places();
    await passes(minute);
    await faults.start({ service: "payments", instance: 1 });
    await until(order, "delivered");
  },
};

export const brokerDown: ToldStory = {
  name: "broker-down-for-ten-minutes",
  about:
    "The broker is down for ten minutes: an order is still accepted, and proceeds when the broker is back.",
  moral: {
    text: "The event waits in the outbox. The relay retries until the broker confirms it. Without confirms the event is lost, and the customer waits forever.",
    question: 18,
    without: "publisher-confirms",
  },
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.stopBroker();
    const order = await customer.places();
    await passes(10 * minute);
    faults.startBroker();
    await until(order, "delivered");
  },
};

export const rushHour: ToldStory = {
  name: "rush-hour",
  about:
    "A hundred customers order at once, some with bad cards; three instances of each service share the work.",
  moral: {
    text: "Three instances share one inbox. They update the same kitchen, and version checks make three as safe as one.",
    question: 20,
    without: "version-check",
  },
  instances: 3,
  needsFaultInjection: false,
  crowd: true,
  async run({ customer, random, rest }) {
    const draw = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
    const places = (n: number) =>
      customer.places({
        customerId: `customer-${n}`,
        card: draw([
          "tok_ok",
          "tok_ok",
          "tok_ok",
          "tok_ok",
          "tok_flaky",
          "tok_slow",
          "tok_lost",
          "tok_declined",
        ]),
        items: [{ dishId: draw(["margherita", "diavola", "lasagne"]), quantity: draw([1, 1, 2, 3]) }],
      });
    await Promise.all(Array.from({ length: 100 }, (_, n) => places(n + 1)));
    await rest();
  },
};
