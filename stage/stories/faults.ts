import type { Story } from "./story.ts";

const minute = 60_000;

export const everythingTwice: Story = {
  name: "every-message-twice",
  about: "The network stutters: every message arrives twice, and everything happens once.",
  needsFaultInjection: true,
  async run({ customer, faults, until }) {
    faults.publishEverythingTwice();
    await until(await customer.places(), "delivered");
  },
};

export const downForAnHour: Story = {
  name: "service-down-for-an-hour",
  about: "Payments is down for an hour; orders are taken all the same, and wait in its inbox.",
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
    "A message that nobody can read lies among those of a hundred good orders: it is parked, they are delivered.",
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
    "Orders crashes after it has committed the order and before it has told anybody: the outbox still knows.",
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
  about:
    "Payments dies with the order in its hands, before it has committed anything: the queue hands it out again.",
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
    "The broker is down for ten minutes: an order is taken all the same, and goes on its way afterwards.",
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
    "A hundred customers order at once, some with bad cards; three instances of every service share the work.",
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
