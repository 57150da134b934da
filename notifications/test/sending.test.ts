import { expect } from "chai";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { ada } from "#tooling/testing/people.ts";
import { type Outgoing, recordingSender, type Sender } from "../sender.ts";
import { orderId, placed } from "./given.ts";
import { type RunningNotifications, runNotifications } from "./running-notifications.ts";

const pickedUp = eventMessage("couriers.order-picked-up.v1", samples["couriers.order-picked-up.v1"]);

describe("Notifications are sent", () => {
  let service: RunningNotifications;
  afterEach(async () => service.close());

  it("once each if nothing fails", async () => {
    const sender = recordingSender();
    service = await runNotifications(sender);

    await service.submit(placed);
    await service.submit(pickedUp);
    await service.passes(100);

    expect(sender.sent().map(({ to, subject }) => [to, subject])).to.deep.equal([
      ["ada@example.com", "We've received your order (€25.00)"],
      ["ada@example.com", "Your order is on the way"],
    ]);
  });

  it("once for a duplicate event", async () => {
    const sender = recordingSender();
    service = await runNotifications(sender);

    await service.submit(placed);
    await service.submit(placed);
    await service.passes(100);

    expect(sender.sent()).to.have.length(1);
  });

  it("again if the result is unknown: the same notification with the same id", async () => {
    const taken: Outgoing[] = [];
    const answers = [() => Promise.reject(new Error("connection lost after DATA"))];
    const sender: Sender = {
      send(notification) {
        taken.push(notification);
        return answers.shift()?.() ?? Promise.resolve();
      },
    };
    service = await runNotifications(sender);

    await service.submit(placed);
    await service.passes(5_000);

    expect(taken).to.have.length(2);
    expect(taken[1]).to.deep.equal(taken[0]);
  });

  it("and then shown as sent", async () => {
    service = await runNotifications(recordingSender());

    await service.submit(placed);
    await service.passes(100);

    const { body } = await service.get(`/notifications?orderId=${orderId}`, ada);
    expect(body.notifications[0].status).to.equal("sent");
  });

  it("and shown as requested while the mail server is down", async () => {
    service = await runNotifications({ send: () => Promise.reject(new Error("connect ECONNREFUSED")) });

    await service.submit(placed);
    await service.passes(60_000);

    const { body } = await service.get(`/notifications?orderId=${orderId}`, ada);
    expect(body.notifications[0].status).to.equal("asked");
  });
});

describe("The recording sender", () => {
  it("keeps the latest notifications", async () => {
    const sender = recordingSender(2);
    const { signal } = new AbortController();
    const mail = (notificationId: string): Outgoing => ({
      notificationId,
      orderId,
      channel: "email",
      to: "ada@example.com",
      name: "Ada Lovelace",
      subject: "",
      text: "",
    });

    await sender.send(mail("one"), { key: "one", signal });
    await sender.send(mail("two"), { key: "two", signal });
    await sender.send(mail("three"), { key: "three", signal });

    expect(sender.sent().map(({ notificationId }) => notificationId)).to.deep.equal(["two", "three"]);
  });
});
