import { expect } from "chai";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Action } from "../../../browser/action.ts";
import { anOrder, sessionOf } from "../../../browser/test/played.ts";
import { brokenNow } from "../../model/broken-now.ts";
import { serviceView } from "../../model/map/view.ts";

const stateAfter = async (...actions: readonly Action[]) =>
  (await sessionOf({ actions: actions.map((action, at) => ({ at: at * 1_000, action })) })).log.present;

describe("What is broken now", () => {
  it("is nothing, as long as nobody breaks anything", async () => {
    expect(brokenNow(await stateAfter(anOrder))).to.deep.equal([]);
  });

  it("says what a dead instance and a database that is away mean, until both are back", async () => {
    const kill: Action = { do: "kill", service: "orders", instance: 1 };
    const away: Action = { do: "away", what: "payments" };
    expect(brokenNow(await stateAfter(kill, away))).to.deep.equal([
      "orders#1 is dead. No order is accepted, and messages wait in the inbox, until it is started again.",
      "payments cannot reach its database. No confirmation of a payment is accepted, and messages wait in its inbox.",
    ]);
    const back: Action = { do: "back", what: "payments" };
    const start: Action = { do: "start", service: "orders", instance: 1 };
    expect(brokenNow(await stateAfter(kill, away, back, start))).to.deep.equal([]);
  });

  it("says of a dead instance which others handle its messages", async () => {
    const start: Action = { do: "start", service: "orders", instance: 2 };
    const kill: Action = { do: "kill", service: "orders", instance: 1 };
    expect(brokenNow(await stateAfter(start, kill))).to.deep.equal([
      "orders#1 is dead. orders#2 handles all messages meanwhile.",
    ]);
  });

  it("says once what a service does not do that is dead and has no database", async () => {
    const away: Action = { do: "away", what: "orders" };
    const kill: Action = { do: "kill", service: "orders", instance: 1 };
    const start: Action = { do: "start", service: "orders", instance: 2 };
    expect(brokenNow(await stateAfter(away, kill))).to.deep.equal([
      "orders#1 is dead, and the database of orders is away. No order is accepted, and messages wait in the inbox, until it is started again and the database is back.",
    ]);
    expect(brokenNow(await stateAfter(start, away, kill))).to.deep.equal([
      "orders#1 is dead.",
      "orders cannot reach its database. No order is accepted, and messages wait in its inbox.",
    ]);
  });

  it("says of many services together what they do not do", async () => {
    const all = (...of: ((service: ServiceName) => Action)[]) => of.flatMap((one) => services.map(one));
    const kill = (service: ServiceName): Action => ({ do: "kill", service, instance: 1 });
    const away = (what: ServiceName): Action => ({ do: "away", what });
    const dead =
      "orders#1, payments#1, restaurants#1, couriers#1, notifications#1 are dead. Their services accept no requests, and messages wait in the inboxes, until they are started again.";
    expect(brokenNow(await stateAfter(...all(kill)))).to.deep.equal([dead]);
    expect(brokenNow(await stateAfter(away("couriers"), ...all(kill)))).to.deep.equal([
      dead,
      "The database of couriers is away as well.",
    ]);
    expect(brokenNow(await stateAfter(...all(away)))).to.deep.equal([
      "orders, payments, restaurants, couriers, notifications cannot reach their databases. They accept no requests, and messages wait in their inboxes.",
    ]);
  });

  it("says of an instance that was started while the broker is away that it waits for it", async () => {
    const kill: Action = { do: "kill", service: "payments", instance: 1 };
    const start: Action = { do: "start", service: "payments", instance: 1 };
    const noBroker: Action = { do: "away", what: "broker" };
    const away = "The broker is away. Events wait in the outboxes.";
    expect(brokenNow(await stateAfter(kill, noBroker, start))).to.deep.equal([
      "payments#1 was started, and waits for the broker. No confirmation of a payment is accepted until the broker is back.",
      away,
    ]);
    expect(brokenNow(await stateAfter(noBroker, { ...start, instance: 2 }, kill))).to.deep.equal([
      "payments#1 is dead.",
      "payments#2 was started, and waits for the broker. No confirmation of a payment is accepted until the broker is back.",
      away,
    ]);
    expect(brokenNow(await stateAfter(noBroker, { ...start, instance: 2 }))).to.deep.equal([
      "payments#2 was started, and waits for the broker.",
      away,
    ]);
    const back: Action = { do: "back", what: "broker" };
    expect(brokenNow(await stateAfter(kill, noBroker, start, back))).to.deep.equal([]);
  });

  it("says what died with an instance for want of a guarantee, whatever is switched afterwards", async () => {
    const kill: Action = { do: "kill", service: "restaurants", instance: 1 };
    const switched = (name: string, on: boolean): Action => ({ do: "guarantee", name, on });
    const waiting =
      "restaurants#1 is dead. No change of a menu is accepted, and messages wait in the inbox, until it is started again.";
    const early = switched("late-acknowledgement", false);
    const acknowledged = [
      waiting,
      "Messages that restaurants#1 had acknowledged and not handled are lost: late-acknowledgement was off.",
    ];
    expect(brokenNow(await stateAfter(early, kill))).to.deep.equal(acknowledged);
    expect(brokenNow(await stateAfter(early, kill, switched("late-acknowledgement", true)))).to.deep.equal(
      acknowledged,
    );
    expect(brokenNow(await stateAfter(kill, early))).to.deep.equal([waiting]);
    expect(brokenNow(await stateAfter(switched("outbox", false), kill))).to.deep.equal([
      waiting,
      "The unpublished events and unanswered calls of restaurants#1 are lost: outbox was off.",
    ]);
  });

  it("says of a database that is away that messages wait in memory, where they are acknowledged on arrival", async () => {
    const off: Action = { do: "guarantee", name: "late-acknowledgement", on: false };
    expect(brokenNow(await stateAfter(off, { do: "away", what: "payments" }))).to.deep.equal([
      "payments cannot reach its database. No confirmation of a payment is accepted. Without late-acknowledgement, messages wait in its memory only, and can be lost.",
    ]);
  });

  it("says that events are lost while the broker is away and nobody waits for its confirm", async () => {
    const off: Action = { do: "guarantee", name: "publisher-confirms", on: false };
    expect(brokenNow(await stateAfter(off, { do: "away", what: "broker" }, anOrder))).to.deep.equal([
      "The broker is away. Without publisher-confirms, events that are published now are lost.",
    ]);
  });

  it("is true of a message of a service whose database is away: it waits in the inbox", async () => {
    const session = await sessionOf({ actions: [{ at: 0, action: { do: "away", what: "payments" } }] });
    await session.act(anOrder);
    for (let n = 0; n < 400; n += 1) await session.step();
    const { inbox, retries } = serviceView(session.log.present, "payments");
    expect({
      waiting: inbox.ready + inbox.unacked,
      retries: retries.filter(({ count }) => count > 0),
    }).to.deep.equal({
      waiting: 1,
      retries: [],
    });
  });
});
