import { expect } from "chai";
import fc from "fast-check";
import { hears, services } from "#contracts/hears.ts";
import { isAction } from "../../browser/action-fields.ts";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import { gapMs, watchedMs } from "../model/session/pace.ts";
import { fragmentOf, momentOf } from "../model/session/permalink.ts";

describe("A link to a moment", () => {
  it("is read as it was written, whatever the names in it are", () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant("cancel" as const), orderId: fc.string({ minLength: 1 }) }),
      fc.record({
        do: fc.constant("order" as const),
        restaurantId: fc.string(),
        dishId: fc.string(),
        quantity: fc.integer({ min: 1, max: 9 }),
        card: fc.string(),
        customerId: fc.string(),
      }),
      fc.record({
        do: fc.constant("guarantee" as const),
        name: fc.constantFrom(...disabledGuarantees.map(({ name }) => name)),
        on: fc.boolean(),
      }),
      fc.record({
        do: fc.constant("delay" as const),
        service: fc.constantFrom(...services),
        event: fc.constantFrom("all", ...hears.orders),
        seconds: fc.nat(3_600),
      }),
      fc.record({
        do: fc.constantFrom("kill-before" as const, "disarm" as const),
        step: fc.constantFrom("commit" as const, "publish" as const),
        service: fc.constantFrom(...services),
        instance: fc.integer({ min: 1, max: 1_000 }),
      }),
      fc.constant({ do: "poison" as const }),
    );
    const actions = fc.array(fc.record({ at: fc.nat(86_400_000), action }), { maxLength: 5 });
    const told = fc.record(
      { position: fc.nat(199_999), isAtRest: fc.boolean(), promise: fc.string(), orderId: fc.uuid() },
      { requiredKeys: ["position", "isAtRest"] },
    );
    const followed = fc.record(
      { judged: told, followed: fc.oneof(fc.constant("all"), fc.uuid()), hop: fc.nat(199_999) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.nat(1e6), actions, fc.nat(200_000), followed, (seed, done, position, order) => {
        const moment = { script: { seed, without: ["dedup", "outbox"], actions: done }, position, ...order };
        expect(momentOf(fragmentOf(moment))).to.deep.equal(moment);
      }),
    );
  });

  it("opens a moment or none, whatever an address says", () => {
    const name = fc.constantFrom(
      ...["seed", "story", "without", "did", "at", "broke", "rest", "promise", "about", "order", "hop"],
    );
    const value = fc.oneof(
      fc.string(),
      fc.nat().map(String),
      fc.constantFrom("0:poison", "0:order:%:%", "%E0%A4"),
    );
    const linked = fc
      .array(fc.tuple(name, value))
      .map((parts) => `#seed=1&${parts.map(([key, text]) => `${key}=${text}`).join("&")}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), linked), (fragment) => {
        const { hop = 0, judged, position = 0 } = momentOf(fragment) ?? {};
        return [hop, judged?.position ?? 0, position].every((one) => one >= 0 && one <= 200_000);
      }),
    );
  });

  it("leads no farther than a page computes in some seconds, and says so", () => {
    expect(momentOf("#seed=1&did=0:traffic:60&at=999999999")).to.deep.include({
      position: 200_000,
      notice: "A link leads no farther than “at=200000”, so this one does not lead to “at=999999999”.",
    });
  });

  it("follows the newest order if it names none, or what no order is called", () => {
    expect(momentOf("#seed=1&at=3")).to.not.have.property("followed");
    expect(momentOf("#seed=1&at=3&order=%3Cimg%3E")).to.not.have.property("followed");
  });

  it("says what beside its session it does not understand, and what is shown instead", () => {
    expect(momentOf("#seed=1&at=soon")).to.deep.include({
      position: 0,
      notice: "The page does not understand “at=soon” in this link, and begins at its beginning.",
    });
    expect(momentOf("#seed=1&at=3&order=%3Cimg%3E&hop=first")).to.deep.include({
      position: 3,
      notice:
        "The page does not understand “order=<img>” and “hop=first” in this link, and shows the rest of it.",
    });
    expect(momentOf("#seed=1&at=3&order=all&hop=0")).to.not.have.property("notice");
  });

  it("that is not understood opens no moment", () => {
    expect(momentOf("#seed=1&did=0:explode:orders&at=3")).to.equal(undefined);
    expect(momentOf("#token=abc")).to.equal(undefined);
    expect(momentOf("#seed=1&story=no-such-story")).to.equal(undefined);
    expect(momentOf("#seed=1&without=gravity")).to.equal(undefined);
    expect(momentOf("#seed=1&did=99999999999:poison")).to.equal(undefined);
    expect(momentOf("#seed=1&did=0:delay:payments:all:-1")).to.equal(undefined);
    expect(momentOf("#seed=1&did=0:disarm:breakfast:orders:1")).to.equal(undefined);
    expect(momentOf("#seed=1&did=0:disarm:publish:kitchen:1")).to.equal(undefined);
  });
});

describe("An action from outside", () => {
  it("is refused when a field is missing, of another type, or names what there is not", () => {
    expect(isAction({ do: "kill", service: "orders", instance: 1 })).to.equal(true);
    expect(isAction({ do: "kill", service: "kitchen", instance: 1 })).to.equal(false);
    expect(isAction({ do: "kill", service: "orders", instance: "1" })).to.equal(false);
    expect(isAction({ do: "disarm", step: "commit", service: "orders", instance: 1 })).to.equal(true);
    expect(isAction({ do: "disarm", step: "commit", service: "orders", instance: 0 })).to.equal(false);
    expect(isAction({ do: "disarm", service: "orders", instance: 1 })).to.equal(false);
    expect(isAction({ do: "constructor" })).to.equal(false);
    expect(isAction(null)).to.equal(false);
  });
});

describe("The pace of the page", () => {
  it("shows milliseconds and minutes alike, and its inverse gives the gap back", () => {
    expect(watchedMs(5)).to.be.within(100, 200);
    expect(watchedMs(20 * 60_000)).to.be.within(1_500, 2_500);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), (ms) => Math.abs(gapMs(watchedMs(ms)) - ms) < 1),
    );
  });
});
