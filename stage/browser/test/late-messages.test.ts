import { expect } from "chai";
import fc from "fast-check";
import { hears, services } from "#contracts/hears.ts";
import { isAtRest, promisesAt } from "../../page/model/promises/promises.ts";
import type { TimedAction } from "../action.ts";
import { anOrder, played } from "./played.ts";

const logOf = async (actions: readonly TimedAction[]) => (await played({ actions })).log;

describe("Messages that are held back", () => {
  it("reach their consumer later by the chosen time", async () => {
    const event = "orders.order-placed.v1";
    const log = await logOf([
      { at: 0, action: { do: "delay", service: "payments", event, seconds: 300 } },
      { at: 10, action: anOrder },
    ]);
    const [held] = log.entries.filter(({ kind }) => kind === "delayed");
    const handled = log.entries.find(
      (entry) => entry.kind === "handled" && entry.service === "payments" && entry.message.type === event,
    );

    expect(held).to.deep.include({ service: "payments", event, byMs: 300_000 });
    expect((handled?.at ?? 0) - (held?.at ?? 0)).to.be.within(300_000, 301_000);
  });

  it("arrive at once when the delay ends", async () => {
    const event = "all";
    const log = await logOf([
      { at: 0, action: { do: "delay", service: "restaurants", event, seconds: 3_600 } },
      { at: 10, action: anOrder },
      { at: 60_000, action: { do: "delay", service: "restaurants", event, seconds: 0 } },
    ]);
    const state = log.stateAt(log.end);

    expect([...state.faults]).to.deep.equal([]);
    expect(state.at - (log.entries.find(({ kind }) => kind === "delaying")?.at ?? 0)).to.be.below(3_600_000);
    expect(isAtRest(state)).to.equal(true);
  });

  it("for longer than all retries are overtaken by messages that are then parked", async () => {
    const event = "orders.order-placed.v1";
    const log = await logOf([
      { at: 0, action: { do: "delay", service: "notifications", event, seconds: 1_200 } },
      { at: 10, action: anOrder },
    ]);
    const parked = log.entries.flatMap((entry) => (entry.kind === "parked" ? [entry.message?.type] : []));
    expect(parked).to.have.members([
      "payments.payment-succeeded.v1",
      "restaurants.order-confirmed.v1",
      "couriers.courier-assigned.v1",
    ]);
  });

  it("within the retries violate no invariant, for any messages, delays and kills", async () => {
    const late = fc.constantFrom(...services).chain((service) =>
      fc.record({
        do: fc.constant("delay" as const),
        service: fc.constant(service),
        event: fc.constantFrom("all", ...hears[service]),
        seconds: fc.constantFrom(1, 60, 600),
      }),
    );
    const kill = fc.record({
      do: fc.constant("kill" as const),
      service: fc.constantFrom(...services),
      instance: fc.constant(1),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(late, { minLength: 1, maxLength: 3 }), kill, async (delays, killed) => {
        const log = await logOf([
          ...delays.map((action) => ({ at: 0, action })),
          { at: 5, action: anOrder },
          { at: 400, action: anOrder },
          { at: 2_000, action: killed },
          { at: 30_000, action: { ...killed, do: "start" } },
        ]);
        const state = log.stateAt(log.end);
        const broken = promisesAt(log, state, true).filter(({ is }) => is === "broken");
        expect(broken).to.deep.equal([]);
      }),
      { numRuns: 12 },
    );
  });
});
