import type { FaultControls, Story } from "../stories/story.ts";

const minute = 60_000;
const orders = { service: "orders", instance: 1 } as const;
const payments = { service: "payments", instance: 1 } as const;
const couriers = { service: "couriers", instance: 1 } as const;
const notifications = { service: "notifications", instance: 1 } as const;

/** A customer cancels while the kitchen cooks, and a fault begins just before it and ends a minute later. */
const cancelledDuring = (
  name: string,
  begin: (faults: FaultControls) => void,
  end: (faults: FaultControls) => unknown,
): Story => ({
  name,
  about: "A confirmed order is cancelled during a fault.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, rest, until }) {
    const order = await customer.places();
    await until(order, "confirmed");
    await passes(1_000);
    begin(faults);
    await customer.cancels(order);
    await passes(minute);
    await end(faults);
    await rest();
  },
});

/** Stories in which something is lost if a guarantee is missing, and nothing otherwise. */
export const losses: readonly Story[] = [
  {
    name: "cancelled-unknown",
    about: "Orders dies before it publishes an order, which is cancelled afterwards.",
    needsFaultInjection: true,
    async run({ customer, faults, passes, rest }) {
      faults.killBeforePublishing(orders);
      const order = await customer.places();
      await passes(minute);
      await faults.start(orders);
      await customer.cancels(order);
      await passes(180 * minute);
      await rest();
    },
  },
  {
    name: "notifications-dies",
    about: "Notifications dies before it commits the first event of an order.",
    needsFaultInjection: true,
    async run({ customer, faults, passes, until }) {
      faults.killBeforeCommitting(notifications);
      const order = await customer.places();
      await passes(minute);
      await faults.start(notifications);
      await until(order, "delivered");
    },
  },
  cancelledDuring(
    "orders-dies-at-cancellation",
    (faults) => faults.killBeforePublishing(orders),
    (faults) => faults.start(orders),
  ),
  cancelledDuring(
    "payments-dies-at-cancellation",
    (faults) => faults.killBeforeCommitting(payments),
    (faults) => faults.start(payments),
  ),
  cancelledDuring(
    "couriers-dies-at-cancellation",
    (faults) => faults.killBeforeCommitting(couriers),
    (faults) => faults.start(couriers),
  ),
  cancelledDuring(
    "notifications-dies-at-cancellation",
    (faults) => faults.killBeforeCommitting(notifications),
    (faults) => faults.start(notifications),
  ),
];
