import type { Story } from "./story.ts";

const minute = 60_000;

export const everythingTwice: Story = {
  name: "every-message-twice",
  about: "Every message arrives twice, and takes effect once.",
  needsFaultInjection: true,
  async run({ customer, faults, until }) {
    faults.publishEverythingTwice();
    await until(await customer.places(), "delivered");
  },
};

export const downForAnHour: Story = {
  name: "service-down-for-an-hour",
  about: "Payments is down for an hour: customers can still order, and the orders wait in its inbox.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.kill({ service: "payments", instance: 1 });
    const order = await customer.places();
    await passes(60 * minute);
    await faults.start({ service: "payments", instance: 1 });
    await until(order, "delivered");
  },
};

export const poison: Story = {
  name: "poison-among-a-hundred",
  about:
    "An unreadable message arrives among a hundred valid orders: it is parked, and the orders are delivered.",
  needsFaultInjection: true,
  crowd: true,
  async run({ customer, faults, rest }) {
    for (let n = 1; n <= 50; n += 1) await customer.places({ customerId: `customer-${n}` });
    await faults.poison('{"specversion": "1.0", "type": ', "orders.order-placed.v1");
    for (let n = 51; n <= 100; n += 1) await customer.places({ customerId: `customer-${n}` });
    await rest();
  },
};

export const crashBeforePublishing: Story = {
  name: "crash-before-publishing",
  about:
    "Orders crashes after it commits an order and before it publishes the event: the event is still in the outbox.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.killBeforePublishing({ service: "orders", instance: 1 });
    const order = await customer.places();
    await passes(minute);
    await faults.start({ service: "orders", instance: 1 });
    await until(order, "delivered");
  },
};

export const crashBeforeCommitting: Story = {
  name: "crash-before-committing",
  about: "Payments crashes while it handles an order, before it commits: the broker redelivers the message.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.killBeforeCommitting({ service: "payments", instance: 1 });
    const order = await customer.places();
    await passes(minute);
    await faults.start({ service: "payments", instance: 1 });
    await until(order, "delivered");
  },
};

export const brokerDown: Story = {
  name: "broker-down-for-ten-minutes",
  about:
    "The broker is down for ten minutes: an order is still accepted, and proceeds when the broker is back.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    faults.stopBroker();
    const order = await customer.places();
    await passes(10 * minute);
    faults.startBroker();
    await until(order, "delivered");
  },
};

export const rushHour: Story = {
  name: "rush-hour",
  about:
    "A hundred customers order at once, some with bad cards; three instances of each service share the work.",
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
