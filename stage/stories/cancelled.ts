import type { Story } from "./story.ts";

const minute = 60_000;

export const cancelledWhileCooking: Story = {
  name: "cancelled-while-cooking",
  about: "The customer cancels while the food is cooking: oven off, courier free, money back.",
  needsFaultInjection: false,
  async run({ customer, passes, until }) {
    const order = await customer.places();
    await until(order, "confirmed");
    await passes(5 * minute);
    await customer.cancels(order);
    await until(order, "cancelled");
  },
};

export const cancelledOnTheWay: Story = {
  name: "cancelled-on-the-way",
  about:
    "The customer cancels while the courier rides: the cancellation stands, the money goes back, the ride ends.",
  needsFaultInjection: false,
  async run({ claim, customer, happens, order, passes, rest, until }) {
    const late = await customer.places();
    await until(late, "on-the-way");
    await passes(minute);
    await customer.cancels(late);
    await happens(late, "order-delivered");
    await rest();
    const { status } = await order(late);
    claim("the cancellation stands", status === "cancelled");
  },
};

export const theCancellationOvertakes: Story = {
  name: "cancellation-overtakes-order",
  about:
    "The instance that took the order dies before it says so; the customer cancels with another one, which is heard first.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, rest }) {
    faults.killBeforePublishing({ service: "orders", instance: 1 });
    const order = await customer.places();
    await passes(100);
    await faults.start({ service: "orders", instance: 2 });
    await customer.cancels(order);
    await rest();
  },
};
