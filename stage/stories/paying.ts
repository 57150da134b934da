import { milliseconds } from "#messaging/instant.ts";
import type { ToldStory } from "./story.ts";

const minute = 60_000;

export const declined: ToldStory = {
  name: "declined",
  about: "The card is declined: the order is cancelled, and the kitchen never starts.",
  moral: {
    text: "The kitchen waits for two facts. Without the payment it never starts, so there is nothing to undo.",
    question: 85,
  },
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_declined" }), "cancelled");
  },
};

export const confirmed: ToldStory = {
  name: "customer-must-confirm",
  about:
    "The bank asks the customer to confirm the payment (3-D Secure); the customer confirms after a minute.",
  moral: {
    text: "A confirmation is just another message. Whether the customer takes a second or ten minutes, it blocks no service.",
    question: 86,
  },
  needsFaultInjection: false,
  async run({ customer, passes, until }) {
    const order = await customer.places({ card: "tok_confirm" });
    await passes(minute);
    await customer.confirms(order);
    await until(order, "delivered");
  },
};

export const expired: ToldStory = {
  name: "payment-expires",
  about: "The customer never confirms: a timer cancels the order after 15 minutes.",
  moral: {
    text: "A deadline is a stored message. Payments addresses it to itself, and commits it with the payment, so it survives a restart.",
    question: 86,
  },
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_confirm" }), "cancelled");
  },
};

export const tooLate: ToldStory = {
  name: "money-too-late",
  about:
    "The customer confirms with the bank after the payment has expired: the charge is refunded, exactly once.",
  moral: {
    text: "A payment that comes too late is refunded, once. Otherwise the customer would pay for an order that no longer exists.",
    question: 87,
    without: "refund",
  },
  needsFaultInjection: false,
  async run({ customer, happens, passes, until }) {
    const late = await customer.places({ card: "tok_confirm" });
    await until(late, "cancelled");
    await passes(minute);
    await customer.confirmsTooLate(late);
    await happens(late, "payment-refunded");
  },
};

export const photoFinish: ToldStory = {
  name: "photo-finish",
  about:
    "Forty customers confirm with the bank at the very moment their payments expire: each payment succeeds or expires, never both.",
  moral: {
    text: "Two writers race for one document, and one wins. Deadline and payment come at the same moment. Without the version check, customers pay for cancelled orders.",
    question: 56,
    without: "version-check",
  },
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

export const answerLost: ToldStory = {
  name: "answer-lost",
  about:
    "The provider charges the card, but its response is lost: the retry has the same idempotency key, so the card is charged once.",
  moral: {
    text: "One key for all attempts: one charge. The key is committed with the call, so the second attempt finds the first charge. Otherwise the customer would pay twice.",
    question: 55,
    without: "idempotency-key",
  },
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places({ card: "tok_lost" }), "delivered");
  },
};
