import { milliseconds } from "#messaging/instant.ts";
import type { Story } from "./story.ts";

const minute = 60_000;

export const declined: Story = {
  name: "declined",
  about: "The card is refused: the order is cancelled, and nothing is cooked.",
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_declined" }), "cancelled");
  },
};

export const confirmed: Story = {
  name: "customer-must-confirm",
  about: "The bank wants the customer to confirm first (3-D Secure); the customer does, after a minute.",
  needsFaultInjection: false,
  async run({ customer, passes, until }) {
    const order = await customer.places({ card: "tok_confirm" });
    await passes(minute);
    await customer.confirms(order);
    await until(order, "delivered");
  },
};

export const expired: Story = {
  name: "payment-expires",
  about: "The customer never confirms: after 15 minutes a timer, and nobody else, ends the waiting.",
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_confirm" }), "cancelled");
  },
};

export const tooLate: Story = {
  name: "money-too-late",
  about:
    "The customer confirms at the bank after the payment has expired: the money arrives, and goes back, once.",
  needsFaultInjection: false,
  async run({ customer, happens, passes, until }) {
    const late = await customer.places({ card: "tok_confirm" });
    await until(late, "cancelled");
    await passes(minute);
    await customer.confirmsTooLate(late);
    await happens(late, "payment-refunded");
  },
};

export const photoFinish: Story = {
  name: "photo-finish",
  about:
    "Forty customers confirm at the bank in the moment in which their time to pay is over: for each, one side wins.",
  instances: 2,
  needsFaultInjection: false,
  crowd: true,
  async run({ customer, order, passes, rest }) {
    const late: { readonly orderId: string; readonly placedAt: number }[] = [];
    for (let n = 1; n <= 40; n += 1) {
      const orderId = await customer.places({ card: "tok_confirm", customerId: `customer-${n}` });
      late.push({ orderId, placedAt: milliseconds((await order(orderId)).placedAt) });
    }
    // Payments hears of an order some 40 ms after it was placed, and the last one was placed some 20 ms ago.
    let before = (late.at(-1)?.placedAt ?? 0) - 15 * minute - 20;
    for (const { orderId, placedAt } of late) {
      await passes(placedAt - before);
      await customer.confirmsTooLate(orderId);
      before = placedAt;
    }
    await passes(minute);
    await rest();
  },
};

export const answerLost: Story = {
  name: "answer-lost",
  about:
    "The provider charges the card, but its answer is lost: asked again with the same key, it charges no second time.",
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_lost" }), "delivered");
  },
};
