import { expect } from "chai";
import { mostKept, type Notification } from "../notification.ts";
import { cancelled, onCancelled, onPaid, onPickedUp, paid, pickedUp } from "./events.ts";
import { channelsOf, contact, everything, knowing, react, silence } from "./given.ts";

const ada = { contact: contact(), log: knowing() };
const notYet = { notYet: "the order is not known yet" };

describe("news that arrive before the order", () => {
  it("wait until it is known whom to tell", () => {
    expect(react(onPaid, {}, paid)).to.deep.equal(notYet);
  });

  it("wait when only one of the two is known", () => {
    expect(react(onPaid, { contact: contact() }, paid)).to.deep.equal(notYet);
    expect(react(onPaid, { log: knowing() }, paid)).to.deep.equal(notYet);
  });

  it("wait also when the order is cancelled before we heard of it", () => {
    expect(react(onCancelled, {}, cancelled)).to.deep.equal(notYet);
  });
});

describe("news about an order", () => {
  it("are told, and are known from then on", () => {
    const { save, call } = react(onPickedUp, ada, pickedUp);

    expect(save?.log?.known).to.deep.equal(["orders.order-placed.v1", "couriers.order-picked-up.v1"]);
    expect(save?.log?.notifications.map(({ subject, status }) => [subject, status])).to.deep.equal([
      ["Your order is on the way", "asked"],
    ]);
    expect(call?.map(({ name, request }) => [name, request.to])).to.deep.equal([
      ["notifications.send", "ada@example.com"],
    ]);
  });

  it("are told over every channel that the customer wants", () => {
    const outcome = react(onPickedUp, { contact: contact(everything), log: knowing() }, pickedUp);

    expect(channelsOf(outcome)).to.deep.equal(["email", "sms", "push"]);
  });

  it("are known, and told to nobody, when the customer wants to hear nothing", () => {
    const { save, call } = react(onPickedUp, { contact: contact(silence), log: knowing() }, pickedUp);

    expect(save?.log).to.deep.equal(knowing("couriers.order-picked-up.v1"));
    expect(call).to.deep.equal([]);
  });

  it("are kept, the newest fifty", () => {
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
