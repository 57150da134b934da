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

describe("An event that arrives late", () => {
  const cancelledAlready = { contact: contact(), log: knowing("orders.order-cancelled.v1") };
  const deliveredAlready = { contact: contact(), log: knowing("couriers.order-delivered.v1") };
  const paidAlready = { contact: contact(), log: knowing("payments.payment-succeeded.v1") };
  const confirmedAlready = { contact: contact(), log: knowing("restaurants.order-confirmed.v1") };
  const cancelledFirst = { ignored: "outdated by orders.order-cancelled.v1" };
  const deliveredFirst = { ignored: "outdated by couriers.order-delivered.v1" };

  it("no confirmation is requested for a paid order", () => {
    const outcome = react(onConfirmationRequired, paidAlready, confirmationRequired);

    expect(outcome).to.deep.equal({
      ignored: "outdated by payments.payment-succeeded.v1",
    });
  });

  it("a cancelled order is not reported as being cooked", () => {
    expect(react(onConfirmed, cancelledAlready, confirmed)).to.deep.equal(cancelledFirst);
  });

  it("a cancelled order is not reported as on the way", () => {
    expect(react(onPickedUp, cancelledAlready, pickedUp)).to.deep.equal(cancelledFirst);
  });

  it("a customer who cancelled is not wished a good meal", () => {
    expect(react(onDelivered, cancelledAlready, delivered)).to.deep.equal(cancelledFirst);
  });

  it("a delivered order is not reported as assigned to a courier", () => {
    expect(react(onAssigned, deliveredAlready, assigned)).to.deep.equal(deliveredFirst);
  });

  it("a delivered order is not reported as on the way", () => {
    expect(react(onPickedUp, deliveredAlready, pickedUp)).to.deep.equal(deliveredFirst);
  });

  it("the payment is still reported if the restaurant was faster", () => {
    expect(channelsOf(react(onPaid, confirmedAlready, paid))).to.deep.equal(["email"]);
  });

  it("a cancellation is always reported, even after the delivery", () => {
    expect(channelsOf(react(onCancelled, deliveredAlready, cancelled))).to.deep.equal(["email"]);
  });

  it("a refund is always reported", () => {
    expect(channelsOf(react(onRefunded, cancelledAlready, refunded))).to.deep.equal(["email"]);
  });
});
