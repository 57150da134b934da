import { expect } from "chai";
import { mostKept, type Notification } from "../notification.ts";
import { cancelled, onCancelled, onPaid, onPickedUp, paid, pickedUp } from "./events.ts";
import { channelsOf, contact, everything, knowing, react, silence } from "./given.ts";

const ada = { contact: contact(), log: knowing() };
const notYet = { notYet: "the order is not known yet" };

describe("An event before its order", () => {
  it("waits until the customer is known", () => {
    expect(react(onPaid, {}, paid)).to.deep.equal(notYet);
  });

  it("waits if only one of contact and log is known", () => {
    expect(react(onPaid, { contact: contact() }, paid)).to.deep.equal(notYet);
    expect(react(onPaid, { log: knowing() }, paid)).to.deep.equal(notYet);
  });

  it("waits even if it is the cancellation", () => {
    expect(react(onCancelled, {}, cancelled)).to.deep.equal(notYet);
  });
});

describe("An event about a known order", () => {
  it("is sent, and recorded as known", () => {
    const { save, call } = react(onPickedUp, ada, pickedUp);

    expect(save?.log?.known).to.deep.equal(["orders.order-placed.v1", "couriers.order-picked-up.v1"]);
    expect(save?.log?.notifications.map(({ subject, status }) => [subject, status])).to.deep.equal([
      ["Your order is on the way", "asked"],
    ]);
    expect(call?.map(({ name, request }) => [name, request.to])).to.deep.equal([
      ["notifications.send", "ada@example.com"],
    ]);
  });

  it("is sent over every channel that the customer chose", () => {
    const outcome = react(onPickedUp, { contact: contact(everything), log: knowing() }, pickedUp);

    expect(channelsOf(outcome)).to.deep.equal(["email", "sms", "push"]);
  });

  it("is recorded, but not sent, if the customer wants no notifications", () => {
    const { save, call } = react(onPickedUp, { contact: contact(silence), log: knowing() }, pickedUp);

    expect(save?.log).to.deep.equal(knowing("couriers.order-picked-up.v1"));
    expect(call).to.deep.equal([]);
  });

  it("is kept among the newest fifty", () => {
    const one: Notification = {
      notificationId: "first",
      type: "payments.payment-confirmation-required.v1",
      channel: "email",
      subject: "",
      text: "",
      at: "",
      status: "sent",
    };
    const full = {
      ...knowing(),
      notifications: [one, ...Array(mostKept - 1).fill({ ...one, subject: "x" })],
    };

    const { save } = react(onPickedUp, { contact: contact(), log: full }, pickedUp);

    expect(save?.log?.notifications).to.have.length(50);
    expect(save?.log?.notifications.at(0)?.subject).to.equal("x");
    expect(save?.log?.notifications.at(-1)?.subject).to.equal("Your order is on the way");
  });
});
