// One example per mail, with its whole text; hence the length.

import { expect } from "chai";
import fc from "fast-check";
import { samples } from "#tooling/testing/event-samples.ts";
import { render } from "../render.ts";
import { line } from "../untrusted-text.ts";
import { contact, orderId } from "./given.ts";

/** The paragraphs of a text, without greeting and signature. */
const body = (text: string): readonly string[] => text.split("\n\n").slice(1, -2);

describe("The text for", () => {
  it("a payment to confirm contains the amount and the time", () => {
    const news = samples["payments.payment-confirmation-required.v1"];

    const words = render("payments.payment-confirmation-required.v1", news, contact());

    expect(words).to.deep.equal({
      subject: "Please confirm your €25.00 payment",
      text: [
        "Hello Ada Lovelace,",
        "Your bank needs you to confirm your payment of €25.00. Please confirm it by 18:15 UTC.",
        `Order number: ${orderId}`,
        "Pas de Cinq\n",
      ].join("\n\n"),
      short: "Your bank needs you to confirm your €25.00 payment by 18:15 UTC.",
    });
  });

  it("a payment contains the amount", () => {
    const news = samples["payments.payment-succeeded.v1"];

    const { subject, short } = render("payments.payment-succeeded.v1", news, contact());

    expect([subject, short]).to.deep.equal([
      "Payment received: €25.00",
      "We've received your payment of €25.00. Thank you!",
    ]);
  });

  it("a refund after a cancellation contains the reason", () => {
    const news = samples["payments.payment-refunded.v1"];

    const { subject, short } = render("payments.payment-refunded.v1", news, contact());

    expect([subject, short]).to.deep.equal([
      "Your refund of €25.00",
      "We've refunded €25.00 to your card because your order was cancelled.",
    ]);
  });

  it("a refund of a late payment contains the reason", () => {
    const news = { ...samples["payments.payment-refunded.v1"], reason: "paid-too-late" } as const;

    const { short } = render("payments.payment-refunded.v1", news, contact());

    expect(short).to.equal(
      "We've refunded €25.00 to your card because your payment arrived after the deadline.",
    );
  });

  it("a confirmed order contains the restaurant and the time", () => {
    const news = samples["restaurants.order-confirmed.v1"];

    const { subject, text, short } = render("restaurants.order-confirmed.v1", news, contact());

    expect(subject).to.equal("Trattoria Sole is preparing your order");
    expect(body(text)).to.deep.equal([
      "Trattoria Sole has accepted your order. It should be ready around 18:20 UTC.",
    ]);
    expect(short).to.equal("Trattoria Sole is preparing your order. It should be ready around 18:20 UTC.");
  });

  it("an assigned courier contains the name", () => {
    const news = samples["couriers.courier-assigned.v1"];

    const { subject, short } = render("couriers.courier-assigned.v1", news, contact());

    expect([subject, short]).to.deep.equal([
      "Marie will deliver your order",
      "Marie will deliver your order.",
    ]);
  });

  it("a delivery wishes a good meal", () => {
    const news = samples["couriers.order-delivered.v1"];

    const { subject, short } = render("couriers.order-delivered.v1", news, contact());

    expect([subject, short]).to.deep.equal([
      "Your order has been delivered",
      "Your order has been delivered. Enjoy your meal!",
    ]);
  });

  it("an order on its way says so", () => {
    const { subject, short } = render(
      "couriers.order-picked-up.v1",
      samples["couriers.order-picked-up.v1"],
      contact(),
    );

    expect([subject, short]).to.deep.equal([
      "Your order is on the way",
      "Your courier has picked up your order and is on the way to you.",
    ]);
  });

  it("a cancellation contains the reason", () => {
    const { subject, text, short } = render(
      "orders.order-cancelled.v1",
      samples["orders.order-cancelled.v1"],
      contact(),
    );

    expect([subject, short]).to.deep.equal([
      "Your order has been cancelled",
      "Your order has been cancelled because you asked us to cancel it.",
    ]);
    expect(body(text)).to.deep.equal([short, "If we have charged your card, we'll refund the full amount."]);
  });

  it("an assigned courier says in a mail what comes next", () => {
    const { text } = render(
      "couriers.courier-assigned.v1",
      samples["couriers.courier-assigned.v1"],
      contact(),
    );

    expect(body(text)).to.deep.equal([
      "Marie will pick up your order from the restaurant and bring it to you.",
    ]);
  });

  it("a short notification is the same in a mail and on a phone", () => {
    for (const type of [
      "payments.payment-succeeded.v1",
      "payments.payment-refunded.v1",
      "couriers.order-picked-up.v1",
      "couriers.order-delivered.v1",
    ] as const) {
      const { text, short } = render<typeof type>(type, samples[type], contact());

      expect(body(text)).to.deep.equal([short]);
    }
  });

  it("a cancellation contains the reason in plain words, and the detail", () => {
    const news = { orderId, reason: "restaurant-rejected", detail: "There is no tiramisu left" } as const;

    const { text } = render("orders.order-cancelled.v1", news, contact());

    expect(body(text)).to.deep.equal([
      "Your order has been cancelled because the restaurant cannot prepare it right now.",
      "Details: There is no tiramisu left",
      "If we have charged your card, we'll refund the full amount.",
    ]);
  });

  it("a large amount has a thousands separator", () => {
    const news = {
      ...samples["payments.payment-succeeded.v1"],
      amount: { amount: 123456789, currency: "EUR" },
    } as const;

    const { subject } = render("payments.payment-succeeded.v1", news, contact());

    expect(subject).to.equal("Payment received: €1,234,567.89");
  });
});

describe("A name given by a user", () => {
  it("cannot add a header to a mail", () => {
    const news = {
      ...samples["restaurants.order-confirmed.v1"],
      restaurantName: "Sole\r\nBcc: everybody@example.com",
    };

    const { subject } = render("restaurants.order-confirmed.v1", news, contact());

    expect(subject).to.equal("Sole Bcc: everybody@example.com is preparing your order");
  });

  it("is truncated only if it is too long", () => {
    expect([line("x".repeat(60), 60), line("x".repeat(61), 60)]).to.deep.equal([
      "x".repeat(60),
      `${"x".repeat(59)}…`,
    ]);
    expect(line("  Sole\t ", 60)).to.equal("Sole");
  });

  it("keeps the subject on one line and the short form within 160 characters, whatever it is", () => {
    const name = fc.string({ unit: "binary", minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(name, (restaurantName) => {
        const news = { ...samples["restaurants.order-confirmed.v1"], restaurantName };

        const { subject, short } = render("restaurants.order-confirmed.v1", news, contact());

        expect([...subject].length).to.be.at.most(120);
        expect([...short].length).to.be.at.most(160);
        expect(subject + short).not.to.match(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it("is truncated with an ellipsis", () => {
    const news = { ...samples["couriers.courier-assigned.v1"], courierName: "M".repeat(100) };

    const { subject } = render("couriers.courier-assigned.v1", news, contact());

    expect(subject).to.equal(`${"M".repeat(59)}… will deliver your order`);
  });
});
