import type { Contact } from "./contact.ts";
import type { Announced, News } from "./notification-policy.ts";
import { cancelledBecause, euros, refundedBecause, time } from "./phrases.ts";
import { line } from "./untrusted-text.ts";

interface Template {
  readonly subject: string;
  /** Paragraphs, without the greeting and the signature. */
  readonly body: readonly string[];
  readonly short: string;
}

/** What is written about each event. Names are user input: `line` truncates them and removes line breaks. */
export const texts: { readonly [T in Announced]: (news: News<T>, contact: Contact) => Template } = {
  "orders.order-placed.v1": ({ items, total, address }) => ({
    subject: `We've received your order (${euros(total)})`,
    body: [
      `Thank you for your ${euros(total)} order. We'll send it to the restaurant as soon as you have paid.`,
      items.map(({ quantity, name }) => `${quantity} x ${line(name, 100)}`).join("\n"),
      `Delivery address: ${line(address, 200)}`,
    ],
    short: `Thank you for your ${euros(total)} order. We'll send it to the restaurant as soon as you have paid.`,
  }),
  "payments.payment-confirmation-required.v1": ({ amount, expiresAt }) => ({
    subject: `Please confirm your ${euros(amount)} payment`,
    body: [
      `Your bank needs you to confirm your payment of ${euros(amount)}. Please confirm it by ${time(expiresAt)}.`,
    ],
    short: `Your bank needs you to confirm your ${euros(amount)} payment by ${time(expiresAt)}.`,
  }),
  "payments.payment-succeeded.v1": ({ amount }) => ({
    subject: `Payment received: ${euros(amount)}`,
    body: [`We've received your payment of ${euros(amount)}. Thank you!`],
    short: `We've received your payment of ${euros(amount)}. Thank you!`,
  }),
  "payments.payment-refunded.v1": ({ amount, reason }) => ({
    subject: `Your refund of ${euros(amount)}`,
    body: [`We've refunded ${euros(amount)} to your card because ${refundedBecause[reason]}.`],
    short: `We've refunded ${euros(amount)} to your card because ${refundedBecause[reason]}.`,
  }),
  "restaurants.order-confirmed.v1": ({ restaurantName, readyAt }) => ({
    subject: `${line(restaurantName, 60)} is preparing your order`,
    body: [
      `${line(restaurantName, 100)} has accepted your order. It should be ready around ${time(readyAt)}.`,
    ],
    short: `${line(restaurantName, 60)} is preparing your order. It should be ready around ${time(readyAt)}.`,
  }),
  "couriers.courier-assigned.v1": ({ courierName }) => ({
    subject: `${line(courierName, 60)} will deliver your order`,
    body: [`${line(courierName, 100)} will pick up your order from the restaurant and bring it to you.`],
    short: `${line(courierName, 60)} will deliver your order.`,
  }),
  "couriers.order-picked-up.v1": () => ({
    subject: "Your order is on the way",
    body: ["Your courier has picked up your order and is on the way to you."],
    short: "Your courier has picked up your order and is on the way to you.",
  }),
  "couriers.order-delivered.v1": () => ({
    subject: "Your order has been delivered",
    body: ["Your order has been delivered. Enjoy your meal!"],
    short: "Your order has been delivered. Enjoy your meal!",
  }),
  "orders.order-cancelled.v1": ({ reason, detail }) => ({
    subject: "Your order has been cancelled",
    body: [
      `Your order has been cancelled because ${cancelledBecause[reason]}.`,
      ...(detail === undefined ? [] : [`Details: ${line(detail, 500)}`]),
      "If we have charged your card, we'll refund the full amount.",
    ],
    short: `Your order has been cancelled because ${cancelledBecause[reason]}.`,
  }),
};
