import type { ToldStory } from "./story.ts";

const minute = 60_000;

export const aCourierAfterAll: ToldStory = {
  name: "no-courier-then-one",
  about: "No courier is free: the order waits, and the first courier to start a shift takes it.",
  moral: {
    text: "Waiting is a list, not a loop. The first courier to start a shift takes the order.",
    question: 61,
  },
  needsFaultInjection: false,
  async run({ customer, passes, staff, until }) {
    await staff.endsShifts("center");
    const order = await customer.places();
    await until(order, "confirmed");
    await passes(3 * minute);
    await staff.startsShift("marie", "center");
    await until(order, "delivered");
  },
};

export const noCourier: ToldStory = {
  name: "no-courier-for-ten-minutes",
  about:
    "No courier is free within ten minutes: the order is cancelled, the kitchen stops, and the customer gets a refund.",
  moral: {
    text: "Every wait has a limit. The timer is committed when the wait begins, so no process has to remember the order.",
    question: 86,
  },
  needsFaultInjection: false,
  async run({ customer, staff, until }) {
    await staff.endsShifts("center");
    await until(await customer.places(), "cancelled");
    await staff.startsShift("marie", "center");
  },
};
