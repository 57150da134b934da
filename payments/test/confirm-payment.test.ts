import { expect } from "chai";
import { localMessage } from "#tooling/testing/messages.ts";
import { confirmPayment, onConfirmPayment } from "../confirm-payment.ts";
import { awaitingConfirmation, charging, expired, orderId, paid, reacting, tombstone } from "./given.ts";

const react = reacting(onConfirmPayment);
const adaConfirms = localMessage(confirmPayment, orderId, { orderId, customerId: "ada" });
const graceConfirms = localMessage(confirmPayment, orderId, { orderId, customerId: "grace" });

const unknown = {
  refused: { code: "unknown-payment", detail: `you have no payment for order ${orderId}` },
};
const nothingToConfirm = (status: string) => ({
  refused: {
    code: "nothing-to-confirm",
    detail: `the payment is ${status}: there is nothing to confirm`,
  },
});

describe("The customer's confirmation", () => {
  it("calls the provider, and saves the payment unchanged, so that a concurrent change is a conflict", () => {
    expect(react(awaitingConfirmation, adaConfirms)).to.deep.equal({
      save: { payment: awaitingConfirmation },
      call: [
        {
          name: "payments.confirm",
          key: `confirm:${orderId}`,
          request: { orderId, chargeId: "ch_1" },
        },
      ],
      reply: { orderId, status: "awaiting-confirmation" },
    });
  });

  it("is refused before the provider requires it", () => {
    expect(react(charging, adaConfirms)).to.deep.equal(nothingToConfirm("charging"));
  });

  it("is refused if the payment is paid", () => {
    expect(react(paid, adaConfirms)).to.deep.equal(nothingToConfirm("paid"));
  });

  it("is refused after the payment expired, so that no money arrives late", () => {
    expect(react(expired, adaConfirms)).to.deep.equal(nothingToConfirm("expired"));
  });

  it("is refused the same way for another customer's payment as for none", () => {
    expect(react(awaitingConfirmation, graceConfirms)).to.deep.equal(unknown);
  });

  it("is refused if there is no payment", () => {
    expect(react(undefined, adaConfirms)).to.deep.equal(unknown);
  });

  it("is refused if the order was cancelled before it was charged", () => {
    expect(react(tombstone, adaConfirms)).to.deep.equal(unknown);
  });
});
