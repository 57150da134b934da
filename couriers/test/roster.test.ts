import { expect } from "chai";
import fc from "fast-check";
import { chooseCourier } from "../choose-courier.ts";
import { type Courier, queued, type Roster, sentTo } from "../roster.ts";
import { leaving, onShift } from "../set-shift.ts";
import { assign, freed, released } from "../waiting-list.ts";
import { center, now } from "./given.ts";

/** Three couriers, the first on shift, and everything that may happen to them. */
const start: Roster = center({
  couriers: [
    { courierId: "marie", name: "Marie", status: "free" },
    { courierId: "jean", name: "Jean", status: "off-shift" },
    { courierId: "amir", name: "Amir", status: "off-shift" },
  ],
});

const orderIds = fc.constantFrom("a", "b", "c", "d", "e");
const positions = fc.nat({ max: 2 });
const events = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant("asked" as const), orderId: orderIds }),
    fc.record({ what: fc.constant("done" as const), orderId: orderIds }),
    fc.record({ what: fc.constantFrom("comes" as const, "leaves" as const), courier: positions }),
  ),
  { maxLength: 60 },
);
type Event = ReturnType<typeof events.generate>["value"][number];

describe("A roster, whatever happens", () => {
  it("has no waiting order while a courier is free", () => {
    holds((roster) => roster.waiting.length === 0 || chooseCourier(roster) === undefined);
  });

  it("assigns no order to two couriers, and none that is also waiting", () => {
    holds((roster) => {
      const served = [...roster.waiting, ...roster.couriers.flatMap(orderOf)];
      return new Set(served).size === served.length;
    });
  });

  it("neither loses nor duplicates a courier", () => {
    holds(({ couriers }) => {
      const ids = couriers.map(({ courierId }) => courierId).sort();
      return ids.join() === "amir,jean,marie";
    });
  });

  it("serves waiting orders first come, first served", () => {
    const xavier = { courierId: "xavier", name: "Xavier" };
    const { roster, setTimers } = freed(queued(queued(center(), "a"), "b"), xavier, now);
    expect(setTimers).to.deep.equal([
      assign.at(now, "a", { orderId: "a", courierId: "xavier", zone: "center" }),
    ]);
    expect(roster.waiting).to.deep.equal(["b"]);
  });
});

const holds = (rule: (roster: Roster) => boolean): void =>
  fc.assert(fc.property(events, (happened) => rule(happened.reduce(after, start))));

function after(roster: Roster, event: Event): Roster {
  switch (event.what) {
    case "asked":
      return ask(roster, event.orderId);
    case "done":
      return released(roster, event.orderId, now).roster;
    default: {
      const courier = roster.couriers[event.courier];
      if (!courier) return roster;
      return (event.what === "comes" ? onShift(roster, courier, now) : leaving(roster, courier)).roster;
    }
  }
}

function ask(roster: Roster, orderId: string): Roster {
  if (roster.waiting.includes(orderId) || roster.couriers.flatMap(orderOf).includes(orderId)) return roster;
  const courier = chooseCourier(roster);
  return courier ? sentTo(roster, courier, orderId) : queued(roster, orderId);
}

const orderOf = (courier: Courier): readonly string[] => (courier.status === "busy" ? [courier.orderId] : []);
