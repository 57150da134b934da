import { expect } from "chai";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import type { Entry } from "../../narrative/entry.ts";
import { progressOf } from "../../narrative/order-of.ts";
import { harmsIn } from "../../narrative/text/results/harm.ts";
import { promisesAt } from "../../page/model/promises/promises.ts";
import type { Action, TimedAction } from "../action.ts";
import type { TabSession } from "../tab-session.ts";
import { anOrder, playOut, sessionOf } from "./played.ts";

const minute = 60_000;
const orders1 = { service: "orders", instance: 1 } as const;

const awayAndBack = (what: "broker" | "payments"): Breakage => ({
  begins: { do: "away", what },
  ends: { do: "back", what },
});

interface Breakage {
  readonly begins?: Action;
  /** What ends it, ten minutes after the order at the latest. */
  readonly ends?: Action;
}

/** What a visitor can break before an order. */
const faults: Readonly<Record<string, Breakage>> = {
  "no fault": {},
  "a kill between commit and publish": { begins: { do: "kill-before", ...orders1, step: "publish" } },
  "a kill before a commit": {
    begins: { do: "kill-before", service: "payments", instance: 1, step: "commit" },
  },
  "the broker away": awayAndBack("broker"),
  "the store of payments away": awayAndBack("payments"),
  "every message twice": { begins: { do: "double", on: true } },
};

/** A session in which a guarantee is switched off, a fault is injected, and Ada orders. */
const sessionWith = (guarantee: string, { begins }: Breakage): Promise<TabSession> => {
  const off: Action = { do: "guarantee", name: guarantee, on: false };
  const actions = [off, ...(begins ? [begins] : []), anOrder].map(
    (action, at): TimedAction => ({ at, action }),
  );
  return sessionOf({ actions });
};

/** Plays as the page does, until time stands still. */
async function playedWith(guarantee: string, fault: Breakage): Promise<TabSession> {
  const session = await sessionWith(guarantee, fault);
  if (fault.ends) {
    const end = session.now() + 10 * minute;
    while ((session.next() ?? end) < end) await session.step();
    await session.act(fault.ends);
  }
  return playOut(session);
}

const brokenIn = ({ log }: TabSession): readonly string[] =>
  promisesAt(log, log.stateAt(log.end), true).flatMap(({ is, name }) => (is === "broken" ? [name] : []));

const statusIn = ({ log }: TabSession): readonly string[] =>
  [...log.present.services.orders.documents].flatMap(([key, { document }]) =>
    key.startsWith("orders/") ? [Object(document).status] : [],
  );

/** Whether an entry is an effect, and not the report of an earlier one; a store that was away is tried with a commit of nothing. */
function hasEffect(entry: Entry): boolean {
  if (entry.kind === "committed") return entry.change.documents.length + entry.change.processed.length > 0;
  return !["batch", "handled", "waiting"].includes(entry.kind);
}

/** What takes effect in the next minutes, although time stands still on the page. */
async function happensLater(session: TabSession): Promise<readonly string[]> {
  const { end, first } = session.log;
  for (const until = session.now() + 2 * minute; session.now() < until; ) await session.step();
  const later = session.log.entries.slice(end - first);
  return later.filter(hasEffect).map(({ kind }) => kind);
}

describe("Time in the tab stands still only when nothing is under way", () => {
  for (const { name } of disabledGuarantees)
    for (const [text, fault] of Object.entries(faults))
      it(`without ${name}, with ${text}`, async () => {
        const session = await playedWith(name, fault);
        expect(await happensLater(session)).to.deep.equal([]);
      });
});

describe("After an outage of a database, in the tab", () => {
  it("time goes on until the service knows that it is over; an order that was refused is not accepted, and the next one is", async () => {
    const session = await sessionOf({ actions: [{ at: 0, action: { do: "away", what: "orders" } }] });
    await session.act(anOrder);
    await playOut(session);
    await session.act({ do: "back", what: "orders" });
    await playOut(session);
    await session.act(anOrder);
    await playOut(session);

    const state = session.log.present;
    expect([...state.orders.values()].map((order) => progressOf(state, order))).to.deep.equal([
      "not accepted",
      "delivered",
    ]);
    expect(harmsIn(state)).to.deep.equal([]);
  });
});

describe("An order that is refused, in the tab", () => {
  it("is not accepted, and is neither on its way nor lost", async () => {
    const { log } = await playOut(
      await sessionOf({ actions: [{ at: 0, action: { ...anOrder, restaurantId: "nowhere" } }] }),
    );
    const state = log.present;
    expect([...state.orders.values()].map((order) => progressOf(state, order))).to.deep.equal([
      "not accepted",
    ]);
    expect(harmsIn(state)).to.deep.equal([]);
  });
});

describe("Without the outbox, in the tab", () => {
  it("an order is delivered and no promise is broken, if nothing is killed", async () => {
    const session = await playedWith("outbox", {});
    expect(statusIn(session)).to.deep.equal(["delivered"]);
    expect(brokenIn(session)).to.deep.equal([]);
  });

  it("an order is delivered though the outbox is switched off only when it is nearly there", async () => {
    const session = await sessionOf({ actions: [{ at: 0, action: anOrder }] });
    while (session.next() !== undefined && !statusIn(session).includes("on-the-way")) await session.step();
    await session.act({ do: "guarantee", name: "outbox", on: false });
    await playOut(session);
    expect(statusIn(session)).to.deep.equal(["delivered"]);
    expect(brokenIn(session)).to.deep.equal([]);
  });

  it("the event of an order is lost with the process that was to publish it, and not before", async () => {
    const session = await playedWith("outbox", {
      begins: { do: "kill-before", ...orders1, step: "publish" },
    });
    expect(session.log.entries.some(({ kind }) => kind === "killed")).to.equal(true);
    expect(statusIn(session)).to.deep.equal(["awaiting-payment"]);
    expect(brokenIn(session)).not.to.deep.equal([]);
  });
});
