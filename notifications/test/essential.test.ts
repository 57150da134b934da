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
import { channelsOf, contact, essential, knowing, react } from "./given.ts";

const adaBriefly = { contact: contact(essential), log: knowing() };

describe("A customer who wants essential notifications only", () => {
  it("is asked to confirm the payment", () => {
    expect(channelsOf(react(onConfirmationRequired, adaBriefly, confirmationRequired))).to.have.length(1);
  });

  it("is notified of a refund", () => {
    expect(channelsOf(react(onRefunded, adaBriefly, refunded))).to.have.length(1);
  });

  it("is notified of the delivery", () => {
    expect(channelsOf(react(onDelivered, adaBriefly, delivered))).to.have.length(1);
  });

  it("is notified of the cancellation", () => {
    expect(channelsOf(react(onCancelled, adaBriefly, cancelled))).to.have.length(1);
  });

  it("is not notified of the payment", () => {
    expect(channelsOf(react(onPaid, adaBriefly, paid))).to.deep.equal([]);
  });

  it("is not notified of the kitchen", () => {
    expect(channelsOf(react(onConfirmed, adaBriefly, confirmed))).to.deep.equal([]);
  });

  it("is not notified of the courier", () => {
    expect(channelsOf(react(onAssigned, adaBriefly, assigned))).to.deep.equal([]);
  });

  it("is not notified that the food is on the way", () => {
    expect(channelsOf(react(onPickedUp, adaBriefly, pickedUp))).to.deep.equal([]);
  });
});
