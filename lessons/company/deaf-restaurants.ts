import { ignore } from "#messaging/reaction.ts";
import type { Story } from "#stage/stories/story.ts";
import { reacting } from "./changes.ts";
import type { CompanyTrial } from "./on-company.ts";

/** Customers order, and three hours pass. */
const anEveningOf = (customers: number): Story => ({
  name: "an-evening-of-a-lesson",
  about: `${customers} customers order, and three hours pass.`,
  needsFaultInjection: false,
  crowd: true,
  async run({ customer, passes, rest }) {
    for (let n = 1; n <= customers; n += 1) await customer.places({ customerId: `customer-${n}` });
    await passes(3 * 60 * 60_000);
    await rest();
  },
});

/** What asks a kitchen to cook: an event of the choreography, or a command of the orchestrated twin. */
const requests = ["payments.payment-succeeded.v1", "conductor.cook-order.v1"];

/** A release of restaurants ignores every paid order. */
export const deafRestaurants = (customers: number): CompanyTrial => ({
  story: anEveningOf(customers),
  tallies: ["alarms"],
  fault: () =>
    reacting("restaurants", (outcome, { type }) =>
      requests.includes(type) ? ignore("this release does not react") : outcome,
    ),
});
