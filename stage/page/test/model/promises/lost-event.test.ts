import { expect } from "chai";
import { watchBreaches } from "../../../../breach-watch.ts";
import { losesAnOrder, ordersIsBack, playOut, sessionOf } from "../../../../browser/test/played.ts";
import { createLog } from "../../../../narrative/log.ts";
import { tabOver, watching, watchingLate } from "../watching.ts";

const every = "every consumer handles every event";

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

  it("stays found live, as the server found it, in a page that was there and in one that is opened later", async () => {
    const company = await playOut(
      await sessionOf({ without: ["outbox"], actions: [...losesAnOrder, ...ordersIsBack] }),
    );
    const server = watchBreaches(company.log, () => {});
    server.end();
    await server.check(true);
    const early = watching(company.log, { known: server.known });
    await early.lookAtEnd();
    const [orderId = ""] = company.log.present.orders.keys();
    await company.act({ do: "cancel", orderId });
    for (let n = 0; n < 30; n += 1) await company.step();
    await server.check(false);
    await early.lookAtEnd();
    const late = await watchingLate(company.log, server.known);
    for (const { page } of [early, late]) {
      const found = page.promises.value.find(({ name }) => name === every);
      expect(found?.is).to.equal("broken");
      expect(found?.violations).to.have.length(3);
      expect(page.breach.value?.sentence).to.match(
        /^Without outbox, payments never handled order-placed of #1[.;]/,
      );
    }
  });

  it("is no longer found live, once its consumer has handled it after all", async () => {
    const company = await playOut(
      await sessionOf({ without: ["outbox"], actions: [...losesAnOrder, ...ordersIsBack] }),
    );
    const server = watchBreaches(company.log, () => {});
    server.end();
    await server.check(true);
    const [lost] = [...company.log.present.events.values()].filter(({ type }) => /order-placed/.test(type));
    const [any] = company.log.entries.filter((entry) => entry.kind === "handled");
    const later = createLog();
    for (const entry of company.log.entries) later.append(entry);
    for (let n = 0; n < 50; n += 1) later.append({ kind: "traffic", at: company.now(), perMinute: 0 });
    if (any && lost) later.append({ ...any, at: company.now() + 1, service: "payments", message: lost });
    const { page } = await watchingLate(later, server.known);
    const found = page.promises.value.find(({ name }) => name === every)?.violations ?? [];
    expect(found.map((text) => text.split(" ")[0])).to.deep.equal(["restaurants", "notifications"]);
  });
});
