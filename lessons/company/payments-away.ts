import { refuse } from "#messaging/reaction.ts";
import type { Story } from "#stage/stories/story.ts";
import type { MakeChange } from "./changes.ts";
import { reacting } from "./changes.ts";

/** Whether payments is down now, as a synchronous caller would find out. */
const payments = { isDown: false };

/** Payments is down for an hour, in which customers order every four minutes. */
export const anHourWithoutPayments = (customers: number): Story => ({
  name: "an-hour-without-payments",
  about: "Payments is down for an hour, and customers keep ordering.",
  needsFaultInjection: true,
  crowd: true,
  async run({ customer, faults, passes, rest }) {
    faults.kill({ service: "payments", instance: 1 });
    payments.isDown = true;
    for (let n = 1; n <= customers; n += 1) {
      await customer.places({ customerId: `customer-${n}` }).catch(() => {});
      await passes(4 * 60_000);
    }
    payments.isDown = false;
    await faults.start({ service: "payments", instance: 1 });
    await rest();
  },
});

/** Orders refuses an order while payments is down, as after a synchronous call without an answer. */
export const ordersNeedPayments: MakeChange = (tally) =>
  reacting("orders", (outcome, { type }) => {
    if (type !== "orders.place-order" || !payments.isDown) return outcome;
    tally("refused");
    return refuse("payments-away", "payments does not answer: try again later");
  });
