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

describe("the customer confirms", () => {
  it("tells the provider, and changes nothing until it has answered; the payment is saved as it is, so that nobody has changed it", () => {
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

  it("is refused when nobody has asked for it yet", () => {
    expect(react(charging, adaConfirms)).to.deep.equal(nothingToConfirm("charging"));
  });

  it("is refused when it is paid", () => {
    expect(react(paid, adaConfirms)).to.deep.equal(nothingToConfirm("paid"));
  });

  it("is refused when the time to pay is over, so that no money comes late", () => {
    expect(react(expired, adaConfirms)).to.deep.equal(nothingToConfirm("expired"));
  });

  it("cannot tell somebody else's payment from none", () => {
    expect(react(awaitingConfirmation, graceConfirms)).to.deep.equal(unknown);
  });

  it("is refused when there is no payment", () => {
    expect(react(undefined, adaConfirms)).to.deep.equal(unknown);
  });

  it("is refused when the order was cancelled before it was charged", () => {
    expect(react(tombstone, adaConfirms)).to.deep.equal(unknown);
  });
});
