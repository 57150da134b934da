import { expect } from "chai";
import { onOrderPlaced } from "../on-order-placed.ts";
import { defaultPreferences } from "../preferences.ts";
import {
  channelsOf,
  contact,
  essential,
  everything,
  knowing,
  orderId,
  placed,
  react,
  silence,
} from "./given.ts";

const mailId = "7225a07b-7b9f-59ec-bfdb-483f95bf1b80";

describe("A placed order", () => {
  it("saves the contact, and confirms the order to the customer", () => {
    const outcome = react(onOrderPlaced, {}, placed);

    const text = [
      "Hello Ada Lovelace,",
      "Thank you for your €25.00 order. We'll send it to the restaurant as soon as you have paid.",
      "2 x Pizza Margherita\n1 x Tiramisu",
      "Delivery address: 12 Rue des Lilas, 2nd floor",
      `Order number: ${orderId}`,
      "Pas de Cinq\n",
    ].join("\n\n");
    expect(outcome).to.deep.equal({
      save: {
        contact: {
          orderId,
          customerId: "ada",
          name: "Ada Lovelace",
          email: "ada@example.com",
          restaurantId: "trattoria-sole",
          total: { amount: 2500, currency: "EUR" },
          preferences: { channels: { email: true, sms: false, push: false }, detail: "all" },
        },
        log: {
          orderId,
          customerId: "ada",
          known: ["orders.order-placed.v1"],
          notifications: [
            {
              notificationId: mailId,
              type: "orders.order-placed.v1",
              channel: "email",
              subject: "We've received your order (€25.00)",
              text,
              at: "2026-01-02T18:00:00.000Z",
              status: "asked",
            },
          ],
        },
      },
      call: [
        {
          name: "notifications.send",
          key: mailId,
          request: {
            notificationId: mailId,
            orderId,
            channel: "email",
            to: "ada@example.com",
            name: "Ada Lovelace",
            subject: "We've received your order (€25.00)",
            text,
          },
        },
      ],
    });
  });

  it("is confirmed over every channel that the customer chose, by mail or to the phone", () => {
    const { call = [] } = react(onOrderPlaced, { wishes: everything }, placed);

    expect(call.map(({ request: { channel, to } }) => [channel, to])).to.deep.equal([
      ["email", "ada@example.com"],
      ["sms", "ada"],
      ["push", "ada"],
    ]);
  });

  it("is confirmed in the short form on a phone", () => {
    const { call = [] } = react(onOrderPlaced, { wishes: everything }, placed);

    expect(call.map(({ request }) => request.text).slice(1)).to.deep.equal([
      "Thank you for your €25.00 order. We'll send it to the restaurant as soon as you have paid.",
      "Thank you for your €25.00 order. We'll send it to the restaurant as soon as you have paid.",
    ]);
  });

  it("gets one notification per channel", () => {
    const { call = [] } = react(onOrderPlaced, { wishes: everything }, placed);

    expect(new Set(call.map(({ key }) => key)).size).to.equal(3);
  });

  it("gets the same notification ids if it is handled again", () => {
    const first = react(onOrderPlaced, { wishes: everything }, placed);
    const again = react(onOrderPlaced, { wishes: everything }, placed);

    expect(again).to.deep.equal(first);
  });

  it("keeps the customer's current preferences", () => {
    const { save } = react(onOrderPlaced, { wishes: essential }, placed);

    expect(save?.contact?.preferences).to.deep.equal(essential);
  });

  it("is confirmed even to a customer who wants essential notifications only", () => {
    expect(channelsOf(react(onOrderPlaced, { wishes: essential }, placed))).to.deep.equal(["email"]);
  });

  it("is saved, but not confirmed, if the customer wants no notifications", () => {
    const { call, save } = react(onOrderPlaced, { wishes: silence }, placed);

    expect(call).to.deep.equal([]);
    expect(save?.log).to.deep.equal(knowing());
  });

  it("is confirmed once", () => {
    const known = { contact: contact(defaultPreferences), log: knowing() };

    expect(react(onOrderPlaced, known, placed)).to.deep.equal({ ignored: "the order is already known" });
  });
});
