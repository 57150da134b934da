import { expect } from "chai";
import fc from "fast-check";
import { samples } from "#tooling/testing/event-samples.ts";
import { render } from "../render.ts";
import { line } from "../wording.ts";
import { contact, orderId } from "./given.ts";

/** The paragraphs of a text, without greeting and signature. */
const body = (text: string): readonly string[] => text.split("\n\n").slice(1, -2);

describe("the words for", () => {
  it("a payment to be confirmed name the amount and the time", () => {
    const news = samples["payments.payment-confirmation-required.v1"];

    const words = render("payments.payment-confirmation-required.v1", news, contact());

    expect(words).to.deep.equal({
      subject: "Please confirm the payment of €25.00",
      text: [
        "Hello Ada Lovelace,",
        "Your bank wants you to confirm the payment of €25.00. Please do so by 18:15 UTC.",
        `Your order: ${orderId}`,
        "Pas de Cinq\n",
      ].join("\n\n"),
      short: "Please confirm the payment of €25.00 by 18:15 UTC: your bank asks for it.",
    });
  });

  it("a payment name the amount", () => {
    const news = samples["payments.payment-succeeded.v1"];

    const { subject, short } = render("payments.payment-succeeded.v1", news, contact());

    expect([subject, short]).to.deep.equal([
      "You have paid €25.00",
      "We have received your €25.00. Thank you!",
    ]);
  });

  it("a refund after a cancellation say why", () => {
    const news = samples["payments.payment-refunded.v1"];

    const { subject, short } = render("payments.payment-refunded.v1", news, contact());

    expect([subject, short]).to.deep.equal([
      "You get €25.00 back",
      "We have given €25.00 back to your card, because your order was cancelled.",
    ]);
  });

  it("a refund of late money say why", () => {
    const news = { ...samples["payments.payment-refunded.v1"], reason: "paid-too-late" } as const;

    const { short } = render("payments.payment-refunded.v1", news, contact());

    expect(short).to.equal(
      "We have given €25.00 back to your card, because it arrived after the time to pay was over.",
    );
  });

  it("a confirmed order name the restaurant and the time", () => {
    const news = samples["restaurants.order-confirmed.v1"];

    const { subject, text, short } = render("restaurants.order-confirmed.v1", news, contact());

    expect(subject).to.equal("Trattoria Sole is cooking for you");
    expect(body(text)).to.deep.equal([
      "Trattoria Sole has accepted your order. It will be ready at about 18:20 UTC.",
    ]);
    expect(short).to.equal("Trattoria Sole is cooking for you. Ready at about 18:20 UTC.");
  });

  it("a courier name the courier", () => {
    const news = samples["couriers.courier-assigned.v1"];

    const { subject, short } = render("couriers.courier-assigned.v1", news, contact());

    expect([subject, short]).to.deep.equal(["Marie will bring your order", "Marie will bring your order."]);
  });

  it("a delivery wish a good meal", () => {
    const news = samples["couriers.order-delivered.v1"];

    const { subject, short } = render("couriers.order-delivered.v1", news, contact());

    expect([subject, short]).to.deep.equal([
      "Your order is here",
      "Your order was delivered. Enjoy your meal!",
    ]);
  });

  it("a meal on its way say so", () => {
    const { subject, short } = render(
      "couriers.order-picked-up.v1",
      samples["couriers.order-picked-up.v1"],
      contact(),
    );

    expect([subject, short]).to.deep.equal([
      "Your order is on the way",
      "The courier has your order, and is on the way to you.",
    ]);
  });

  it("a cancellation say so, and why", () => {
    const { subject, text, short } = render(
      "orders.order-cancelled.v1",
      samples["orders.order-cancelled.v1"],
      contact(),
    );

    expect([subject, short]).to.deep.equal([
      "Your order was cancelled",
      "Your order was cancelled, because you asked us to.",
    ]);
    expect(body(text)).to.deep.equal([short, "If anything was charged, you get it back."]);
  });

  it("a courier say in a mail what comes next", () => {
    const { text } = render(
      "couriers.courier-assigned.v1",
      samples["couriers.courier-assigned.v1"],
      contact(),
    );

    expect(body(text)).to.deep.equal(["Marie will fetch your order at the restaurant, and bring it to you."]);
  });

  it("what needs no more words are the same in a mail as on a telephone", () => {
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

  it("a cancellation say why in plain words, and what was said about it", () => {
    const news = { orderId, reason: "restaurant-rejected", detail: "There is no tiramisu left" } as const;

    const { text } = render("orders.order-cancelled.v1", news, contact());

    expect(body(text)).to.deep.equal([
      "Your order was cancelled, because the restaurant cannot cook it now.",
      "There is no tiramisu left",
      "If anything was charged, you get it back.",
    ]);
  });

  it("large amounts have their thousands apart", () => {
    const news = {
      ...samples["payments.payment-succeeded.v1"],
      amount: { amount: 123456789, currency: "EUR" },
    } as const;

    const { subject } = render("payments.payment-succeeded.v1", news, contact());

    expect(subject).to.equal("You have paid €1,234,567.89");
  });
});

describe("a name from outside", () => {
  it("can add no header to a mail", () => {
    const news = {
      ...samples["restaurants.order-confirmed.v1"],
      restaurantName: "Sole\r\nBcc: everybody@example.com",
    };

    const { subject } = render("restaurants.order-confirmed.v1", news, contact());

    expect(subject).to.equal("Sole Bcc: everybody@example.com is cooking for you");
  });

  it("is cut where it is too long, and only there", () => {
    expect([line("x".repeat(60), 60), line("x".repeat(61), 60)]).to.deep.equal([
      "x".repeat(60),
      `${"x".repeat(59)}…`,
    ]);
    expect(line("  Sole\t ", 60)).to.equal("Sole");
  });

  it("whatever it is, keeps the subject on one line and the short form within 160 characters", () => {
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

  it("that is long is cut with a sign", () => {
    const news = { ...samples["couriers.courier-assigned.v1"], courierName: "M".repeat(100) };

    const { subject } = render("couriers.courier-assigned.v1", news, contact());

    expect(subject).to.equal(`${"M".repeat(59)}… will bring your order`);
  });
});
