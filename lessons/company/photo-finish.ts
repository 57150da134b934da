import { milliseconds } from "#messaging/instant.ts";
import type { Story } from "#stage/stories/story.ts";

const minute = 60_000;

/** Customers confirm at the very moment their payments expire, and two instances of each service share the work. */
export const photoFinish = (customers: number): Story => ({
  name: "photo-finish-of-a-lesson",
  about: "Customers confirm with the bank at the very moment their payments expire.",
  instances: 2,
  needsFaultInjection: false,
  crowd: true,
  async run({ customer, order, passes, rest }) {
    const late: { readonly orderId: string; readonly placedAt: number }[] = [];
    for (let n = 1; n <= customers; n += 1) {
      const orderId = await customer.places({ card: "tok_confirm", customerId: `customer-${n}` });
      late.push({ orderId, placedAt: milliseconds((await order(orderId)).placedAt) });
    }
    // Payments receives an order about 40 ms after it was placed; the last one was placed about 20 ms ago.
    let before = (late.at(-1)?.placedAt ?? 0) - 15 * minute - 20;
    for (const { orderId, placedAt } of late) {
      await passes(placedAt - before);
      await customer.confirmsTooLate(orderId);
      before = placedAt;
    }
    await passes(minute);
    await rest();
  },
});
