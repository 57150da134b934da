import { milliseconds } from "#messaging/instant.ts";
import type { Story } from "./story.ts";

const minute = 60_000;

export const declined: Story = {
  name: "declined",
  about: "The card is declined: the order is cancelled, and the kitchen never starts.",
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_declined" }), "cancelled");
  },
};

export const confirmed: Story = {
  name: "customer-must-confirm",
  about:
    "The bank asks the customer to confirm the payment (3-D Secure); the customer confirms after a minute.",
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
  about: "The customer never confirms: a timer cancels the order after 15 minutes.",
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_confirm" }), "cancelled");
  },
};

export const tooLate: Story = {
  name: "money-too-late",
  about:
    "The customer confirms with the bank after the payment has expired: the charge is refunded, exactly once.",
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
    "Forty customers confirm with the bank at the very moment their payments expire: each payment succeeds or expires, never both.",
  instances: 2,
  needsFaultInjection: false,
  crowd: true,
  async run({ customer, order, passes, rest }) {
    const late: { readonly orderId: string; readonly placedAt: number }[] = [];
    for (let n = 1; n <= 40; n += 1) {
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
};

export const answerLost: Story = {
  name: "answer-lost",
  about:
    "The provider charges the card, but its response is lost: the retry has the same idempotency key, so the card is charged once.",
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_lost" }), "delivered");
  },
};
