import type { ToldStory } from "./story.ts";

const minute = 60_000;

export const cancelledWhileCooking: ToldStory = {
  name: "cancelled-while-cooking",
  about:
    "The customer cancels while the food is cooking: the kitchen stops, the courier is released, the customer gets a refund.",
  moral: {
    text: "Each service undoes its own part. The kitchen stops, the courier is released, the charge is refunded. Without the refund, the customer pays for food that never comes.",
    question: 68,
    without: "refund",
  },
  needsFaultInjection: false,
  async run({ customer, passes, until }) {
    const order = await customer.places();
    await until(order, "confirmed");
    await passes(5 * minute);
    await customer.cancels(order);
    await until(order, "cancelled");
  },
};

export const cancelledOnTheWay: ToldStory = {
  name: "cancelled-on-the-way",
  about:
    "The customer cancels while the courier is on the way: the cancellation stands, the customer gets a refund, and the courier finishes the trip.",
  moral: {
    text: "What has happened cannot be undone. So both facts are recorded: the order was cancelled, and it was delivered. The customer gets a refund.",
    question: 68,
  },
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

export const theCancellationOvertakes: ToldStory = {
  name: "cancellation-overtakes-order",
  about:
    "The instance that accepted the order is killed before it publishes; the cancellation, accepted by another instance, arrives first.",
  moral: {
    text: "Messages overtake each other. A tombstone records the cancellation. Without it, the late order would be charged, cooked and delivered.",
    question: 77,
    without: "tombstone",
  },
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
