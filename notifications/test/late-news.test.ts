import { expect } from "chai";
import {
  assigned,
  cancelled,
  confirmationRequired,
  confirmed,
  delivered,
  onAssigned,
  onCancelled,
  onConfirmationRequired,
  onConfirmed,
  onDelivered,
  onPaid,
  onPickedUp,
  onRefunded,
  paid,
  pickedUp,
  refunded,
} from "./events.ts";
import { channelsOf, contact, knowing, react } from "./given.ts";

describe("news that arrive late", () => {
  const cancelledAlready = { contact: contact(), log: knowing("orders.order-cancelled.v1") };
  const deliveredAlready = { contact: contact(), log: knowing("couriers.order-delivered.v1") };
  const paidAlready = { contact: contact(), log: knowing("payments.payment-succeeded.v1") };
  const confirmedAlready = { contact: contact(), log: knowing("restaurants.order-confirmed.v1") };
  const cancelledFirst = { ignored: "outdated by orders.order-cancelled.v1" };
  const deliveredFirst = { ignored: "outdated by couriers.order-delivered.v1" };

  it("nobody is asked to confirm what is paid", () => {
    const outcome = react(onConfirmationRequired, paidAlready, confirmationRequired);

    expect(outcome).to.deep.equal({
      ignored: "outdated by payments.payment-succeeded.v1",
    });
  });

  it("nobody hears of a kitchen that cooks a cancelled order", () => {
    expect(react(onConfirmed, cancelledAlready, confirmed)).to.deep.equal(cancelledFirst);
  });

  it("nobody hears that a cancelled order is on the way", () => {
    expect(react(onPickedUp, cancelledAlready, pickedUp)).to.deep.equal(cancelledFirst);
  });

  it("nobody who cancelled is wished a good meal", () => {
    expect(react(onDelivered, cancelledAlready, delivered)).to.deep.equal(cancelledFirst);
  });

  it("nobody hears of a courier for an order that is there", () => {
    expect(react(onAssigned, deliveredAlready, assigned)).to.deep.equal(deliveredFirst);
  });

  it("nobody hears that an order is on the way that is there", () => {
    expect(react(onPickedUp, deliveredAlready, pickedUp)).to.deep.equal(deliveredFirst);
  });

  it("the receipt is still told when the restaurant was faster", () => {
    expect(channelsOf(react(onPaid, confirmedAlready, paid))).to.deep.equal(["email"]);
  });

  it("a cancellation is always told, also after the delivery", () => {
    expect(channelsOf(react(onCancelled, deliveredAlready, cancelled))).to.deep.equal(["email"]);
  });

  it("a refund is always told", () => {
    expect(channelsOf(react(onRefunded, cancelledAlready, refunded))).to.deep.equal(["email"]);
  });
});
