import { expect } from "chai";
import { localMessage } from "#tooling/testing/messages.ts";
import { onSent } from "../on-sent.ts";
import { notificationSent } from "../sender.ts";
import { onSetPreferences, setPreferences } from "../set-preferences.ts";
import { onPickedUp, pickedUp } from "./events.ts";
import { contact, everything, knowing, orderId, react } from "./given.ts";

const ada = { contact: contact(), log: knowing() };

describe("A notification accepted for delivery", () => {
  const sentMessage = (notificationId: string) =>
    localMessage(notificationSent, orderId, { orderId, notificationId });

  it("is marked as sent, with the time", () => {
    const log = react(onPickedUp, ada, pickedUp).save?.log;
    const notificationId = log?.notifications[0]?.notificationId ?? "none";

    const { save } = react(onSent, { log }, sentMessage(notificationId));

    expect(save?.log?.notifications.map(({ status, at }) => [status, at])).to.deep.equal([
      ["sent", "2026-01-02T18:00:00.000Z"],
    ]);
  });

  it("is the only one marked", () => {
    const log = react(onPickedUp, { ...ada, contact: contact(everything) }, pickedUp).save?.log;
    const notificationId = log?.notifications[1]?.notificationId ?? "none";

    const { save } = react(onSent, { log }, sentMessage(notificationId));

    expect(save?.log?.notifications.map(({ status }) => status)).to.deep.equal(["asked", "sent", "asked"]);
  });

  it("may be dropped from the log while others are kept", () => {
    const log = react(onPickedUp, ada, pickedUp).save?.log;

    expect(react(onSent, { log }, sentMessage("none"))).to.deep.equal({
      ignored: "the notification is no longer in the log",
    });
  });

  it("may belong to an order without a log", () => {
    const outcome = react(onSent, { log: knowing() }, sentMessage("none"));

    expect(outcome).to.deep.equal({ ignored: "the notification is no longer in the log" });
  });
});

describe("A customer's preferences", () => {
  it("are saved, and returned", () => {
    const asked = localMessage(setPreferences, "ada", { customerId: "ada", ...everything });

    expect(react(onSetPreferences, {}, asked)).to.deep.equal({
      save: { wishes: everything },
      reply: everything,
    });
  });
});
