import { expect } from "chai";
import fc from "fast-check";
import { chooseCourier } from "../choose-courier.ts";
import { type Courier, freed, leaving, onShift, queued, type Roster, released, sentTo } from "../roster.ts";
import { center } from "./given.ts";

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
    const { roster, assignments } = freed(queued(queued(center(), "a"), "b"), { courierId: "x", name: "X" });
    expect(assignments).to.deep.equal([{ orderId: "a", courierId: "x", zone: "center" }]);
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
      return released(roster, event.orderId).roster;
    default: {
      const courier = roster.couriers[event.courier];
      if (!courier) return roster;
      return event.what === "comes" ? onShift(roster, courier).roster : leaving(roster, courier);
    }
  }
}

function ask(roster: Roster, orderId: string): Roster {
  if (roster.waiting.includes(orderId) || roster.couriers.flatMap(orderOf).includes(orderId)) return roster;
  const courier = chooseCourier(roster);
  return courier ? sentTo(roster, courier, orderId) : queued(roster, orderId);
}

const orderOf = (courier: Courier): readonly string[] => (courier.status === "busy" ? [courier.orderId] : []);
