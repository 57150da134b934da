import type { Story } from "./story.ts";

const minute = 60_000;

export const cancelledWhileCooking: Story = {
  name: "cancelled-while-cooking",
  about:
    "The customer cancels while the food is cooking: the kitchen stops, the courier is released, the customer gets a refund.",
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
    "The customer cancels while the courier is on the way: the cancellation stands, the customer gets a refund, and the courier finishes the trip.",
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
    "The instance that accepted the order is killed before it publishes; the cancellation, accepted by another instance, arrives first.",
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
