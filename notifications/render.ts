import type { Announced, News } from "./announced.ts";
import type { Contact } from "./contact.ts";
import { cancelledBecause, euros, line, refundedBecause, time } from "./wording.ts";

/** One piece of news in words: a subject and a text for a mail, and a short form for a telephone (160 characters at most). */
export interface Words {
  readonly subject: string;
  readonly text: string;
  readonly short: string;
}

/** What happened to an order, in the words that its customer reads. */
export function render<T extends Announced>(type: T, news: News<T>, contact: Contact): Words {
  const { subject, body, short } = templates[type](news, contact);
  const text = [
    `Hello ${line(contact.name, 100)},`,
    ...body,
    `Your order: ${contact.orderId}`,
    "Pas de Cinq",
  ];
  return { subject: line(subject, 120), text: `${text.join("\n\n")}\n`, short: line(short, 160) };
}

interface Template {
  readonly subject: string;
  /** Paragraphs, without greeting and signature. */
  readonly body: readonly string[];
  readonly short: string;
}

/** Names come from outside: they are cut, and can start no new line. */
const templates: { readonly [T in Announced]: (news: News<T>, contact: Contact) => Template } = {
  "orders.order-placed.v1": ({ items, total, address }) => ({
    subject: `We have your order (${euros(total)})`,
    body: [
      `Thank you for your order over ${euros(total)}. As soon as it is paid, we ask the restaurant.`,
      items.map(({ quantity, name }) => `${quantity} x ${line(name, 100)}`).join("\n"),
      `It goes to: ${line(address, 200)}`,
    ],
    short: `We have your order over ${euros(total)}. As soon as it is paid, we ask the restaurant.`,
  }),
  "payments.payment-confirmation-required.v1": ({ amount, expiresAt }) => ({
    subject: `Please confirm the payment of ${euros(amount)}`,
    body: [
      `Your bank wants you to confirm the payment of ${euros(amount)}. Please do so by ${time(expiresAt)}.`,
    ],
    short: `Please confirm the payment of ${euros(amount)} by ${time(expiresAt)}: your bank asks for it.`,
  }),
  "payments.payment-succeeded.v1": ({ amount }) => ({
    subject: `You have paid ${euros(amount)}`,
    body: [`We have received your ${euros(amount)}. Thank you!`],
    short: `We have received your ${euros(amount)}. Thank you!`,
  }),
  "payments.payment-refunded.v1": ({ amount, reason }) => ({
    subject: `You get ${euros(amount)} back`,
    body: [`We have given ${euros(amount)} back to your card, because ${refundedBecause[reason]}.`],
    short: `We have given ${euros(amount)} back to your card, because ${refundedBecause[reason]}.`,
  }),
  "restaurants.order-confirmed.v1": ({ restaurantName, readyAt }) => ({
    subject: `${line(restaurantName, 60)} is cooking for you`,
    body: [
      `${line(restaurantName, 100)} has accepted your order. It will be ready at about ${time(readyAt)}.`,
    ],
    short: `${line(restaurantName, 60)} is cooking for you. Ready at about ${time(readyAt)}.`,
  }),
  "couriers.courier-assigned.v1": ({ courierName }) => ({
    subject: `${line(courierName, 60)} will bring your order`,
    body: [`${line(courierName, 100)} will fetch your order at the restaurant, and bring it to you.`],
    short: `${line(courierName, 60)} will bring your order.`,
  }),
  "couriers.order-picked-up.v1": () => ({
    subject: "Your order is on the way",
    body: ["The courier has your order, and is on the way to you."],
    short: "The courier has your order, and is on the way to you.",
  }),
  "couriers.order-delivered.v1": () => ({
    subject: "Your order is here",
    body: ["Your order was delivered. Enjoy your meal!"],
    short: "Your order was delivered. Enjoy your meal!",
  }),
  "orders.order-cancelled.v1": ({ reason, detail }) => ({
    subject: "Your order was cancelled",
    body: [
      `Your order was cancelled, because ${cancelledBecause[reason]}.`,
      ...(detail === undefined ? [] : [line(detail, 500)]),
      "If anything was charged, you get it back.",
    ],
    short: `Your order was cancelled, because ${cancelledBecause[reason]}.`,
  }),
};
