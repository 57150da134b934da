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

describe("who wants to know what matters only", () => {
  it("is told to confirm the payment", () => {
    expect(channelsOf(react(onConfirmationRequired, adaBriefly, confirmationRequired))).to.have.length(1);
  });

  it("is told of money that went back", () => {
    expect(channelsOf(react(onRefunded, adaBriefly, refunded))).to.have.length(1);
  });

  it("is told of the delivery", () => {
    expect(channelsOf(react(onDelivered, adaBriefly, delivered))).to.have.length(1);
  });

  it("is told of the cancellation", () => {
    expect(channelsOf(react(onCancelled, adaBriefly, cancelled))).to.have.length(1);
  });

  it("is not told of the payment", () => {
    expect(channelsOf(react(onPaid, adaBriefly, paid))).to.deep.equal([]);
  });

  it("is not told of the kitchen", () => {
    expect(channelsOf(react(onConfirmed, adaBriefly, confirmed))).to.deep.equal([]);
  });

  it("is not told of the courier", () => {
    expect(channelsOf(react(onAssigned, adaBriefly, assigned))).to.deep.equal([]);
  });

  it("is not told that the food is on the way", () => {
    expect(channelsOf(react(onPickedUp, adaBriefly, pickedUp))).to.deep.equal([]);
  });
});
