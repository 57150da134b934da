import { expect } from "chai";
import { Unprocessable } from "#messaging/errors.ts";
import { readCharge, readEvent, readRefund } from "../provider-responses.ts";
import { webhookMessage } from "../webhook.ts";
import { now, orderId } from "./given.ts";
import { chargeSucceeded } from "./running-payments.ts";

const charge = { id: "ch_1", orderId, status: "succeeded" };
const refund = { id: "re_1", orderId, chargeId: "ch_1", status: "succeeded" };
const bytes = (text: string) => new TextEncoder().encode(text);

/** The error, which must be Unprocessable: a retry would not help. */
const complaint = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    expect(error).to.be.instanceOf(Unprocessable);
    return Object(error).message;
  }
  return "nothing";
};

describe("A charge from the provider", () => {
  it("has succeeded, or requires confirmation", () => {
    expect(readCharge(charge)).to.deep.equal({ orderId, chargeId: "ch_1", status: "succeeded" });
    expect(readCharge({ ...charge, status: "requires-confirmation" })).to.have.property(
      "status",
      "requires-confirmation",
    );
  });

  it("has our reason for a decline: an unknown one becomes card-declined", () => {
    const reasons = ["insufficient-funds", "invalid-card", "card-declined", "stolen-card"].map((reason) =>
      Object(readCharge({ ...charge, status: "declined", reason })),
    );
    expect(reasons.map(({ reason }) => reason)).to.deep.equal([
      "insufficient-funds",
      "invalid-card",
      "card-declined",
      "card-declined",
    ]);
  });

  it("is unprocessable if its status is unknown", () => {
    expect(complaint(() => readCharge({ ...charge, status: "pending" }))).to.equal(
      "the provider reports charge ch_1 as pending, which is not a known status",
    );
  });

  it("has texts of 1 to 100 characters", () => {
    const wrong = 'the provider\'s "id" must be a string of 1 to 100 characters';
    expect(readCharge({ ...charge, id: "x".repeat(100) })).to.have.property("chargeId", "x".repeat(100));
    for (const id of ["", "x".repeat(101), 7, null, undefined])
      expect(complaint(() => readCharge({ ...charge, id }))).to.equal(wrong);
    for (const said of [null, undefined, "ch_1", 7])
      expect(complaint(() => readCharge(said))).to.equal(wrong);
  });
});

describe("A refund from the provider", () => {
  it("has succeeded", () => {
    expect(readRefund(refund)).to.deep.equal({ orderId, chargeId: "ch_1", refundId: "re_1" });
  });

  it("is unprocessable if it has not succeeded: the engineer on call decides", () => {
    expect(complaint(() => readRefund({ ...refund, status: "failed" }))).to.equal(
      "the provider reports refund re_1 as failed; expected succeeded",
    );
  });
});

describe("A webhook", () => {
  it("becomes a message of payments to itself", () => {
    expect(webhookMessage(bytes(JSON.stringify(chargeSucceeded)), now)).to.deep.include({
      source: "/payments",
      subject: orderId,
      time: now,
    });
  });

  it("of an unknown type becomes no message", () => {
    expect(readEvent({ type: "customer.created", data: {} })).to.equal(undefined);
    expect(webhookMessage(bytes('{"type":"customer.created"}'), now)).to.equal(undefined);
  });

  it("that is not JSON in UTF-8 is unprocessable", () => {
    for (const body of [bytes("{"), new Uint8Array([0x22, 0xff, 0x22])])
      expect(complaint(() => webhookMessage(body, now))).to.equal("the webhook's body is not JSON in UTF-8");
  });
});
