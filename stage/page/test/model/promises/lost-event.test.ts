import { expect } from "chai";
import { losesAnOrder, ordersIsBack, playOut, sessionOf } from "../../../../browser/test/played.ts";
import { tabOver, watching } from "../watching.ts";

describe("An event that was lost", () => {
  it("stays found when its order is cancelled: only its consumer could repair that", async () => {
    const company = await playOut(
      await sessionOf({ without: ["outbox"], actions: [...losesAnOrder, ...ordersIsBack] }),
    );
    const { lookAtEnd, page } = watching(company.log, tabOver(company));
    const isBroken = (name: string) =>
      page.promises.value.some((promise) => promise.name === name && promise.is === "broken");
    await lookAtEnd();
    expect(isBroken("every consumer handles every event")).to.equal(true);
    expect(isBroken("every order is delivered or cancelled")).to.equal(true);

    const [orderId = ""] = company.log.present.orders.keys();
    await company.act({ do: "cancel", orderId });
    const isCancelled = () =>
      company.log.entries.some(
        (entry) => entry.kind === "handled" && entry.message.type.startsWith("orders.cancel-order"),
      );
    while (!isCancelled()) await company.step();
    await lookAtEnd();
    expect(isBroken("every order is delivered or cancelled"), "under way").to.equal(false);
    expect(isBroken("every consumer handles every event")).to.equal(true);
  });
});
