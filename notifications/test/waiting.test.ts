import { expect } from "chai";
import { recordingSender } from "../sender.ts";
import { pickedUp } from "./events.ts";
import { placed } from "./given.ts";
import { type RunningNotifications, runNotifications } from "./running-notifications.ts";

describe("An event that overtakes its order", () => {
  let service: RunningNotifications;
  afterEach(async () => service.close());

  it("waits in the retry tiers, and is sent after the order's confirmation", async () => {
    const sender = recordingSender();
    service = await runNotifications(sender);

    await service.receives(pickedUp);
    await service.passes(500);
    await service.receives(placed);
    await service.passes(2_000);

    expect(sender.sent().map(({ subject }) => subject)).to.deep.equal([
      "We've received your order (€25.00)",
      "Your order is on the way",
    ]);
    expect(service.parked()).to.equal(0);
  });

  it("is parked if the order never comes", async () => {
    const sender = recordingSender();
    service = await runNotifications(sender);

    await service.receives(pickedUp);
    await service.passes(15 * 60_000);

    expect(sender.sent()).to.deep.equal([]);
    expect(service.parked()).to.equal(1);
  });
});
