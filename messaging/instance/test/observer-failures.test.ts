import { expect } from "chai";
import type { Ports } from "../../running/run-service.ts";
import { alerts, taken, world } from "../../test/world.ts";
import { harmless, type ObserverFailure } from "../observer-failures.ts";

/** All ports unchanged, with this observer; records its failures. */
const observedBy =
  (observe: NonNullable<Ports["observe"]>, failures: ObserverFailure[] = []) =>
  () => ({
    observe,
    observerFailed: (failure: ObserverFailure) => void failures.push(failure),
  });

describe("An observer", () => {
  it("cannot make handling fail, whatever it throws: messages are handled, published and acknowledged", async () => {
    const w = world();
    const failures: ObserverFailure[] = [];
    const throws = () => {
      throw new Error("NaN is no number of seconds");
    };
    await w.start(alerts(), {}, observedBy(throws, failures));
    await w.publish(taken("one"), taken("two"));
    await w.deliver(new TextEncoder().encode("no JSON"));
    await w.pass(1);

    expect(w.tab()).to.have.property("seen").with.length(2);
    expect(w.depth("alerts.inbox")).to.equal(0);
    expect(w.parked()).to.have.length(1);
    expect(failures.map(({ times }) => times)).to.deep.equal(failures.map((_, at) => at + 1));
    expect(failures[0]).to.have.nested.property("error.message", "NaN is no number of seconds");
    expect(failures[0]?.observer).to.equal("observe");
  });

  it("cannot make it fail later, either, if it is asynchronous", async () => {
    const w = world();
    const failures: ObserverFailure[] = [];
    await w.start(
      alerts(),
      {},
      observedBy(() => Promise.reject(new Error("later")), failures),
    );
    await w.publish(taken("one"));
    await w.pass(1);

    expect(w.tab()).to.have.property("seen").with.length(1);
    expect(failures.length).to.be.above(0);
  });

  it("fails only if it throws or rejects, not if it returns nothing", () => {
    const failures: ObserverFailure[] = [];
    const seen: number[] = [];
    const observe = harmless(
      "metrics",
      (one: number) => void seen.push(one),
      (failure) => failures.push(failure),
    );

    observe(1);
    observe(2);

    expect(seen).to.deep.equal([1, 2]);
    expect(failures).to.deep.equal([]);
  });

  it("is mentioned on standard error when it fails for the first time, unless failures are handled", () => {
    const written: unknown[][] = [];
    const { error: original } = console;
    console.error = (...texts) => void written.push(texts);
    const thrown = [new Error("the disk is full"), new Error("the disk is still full")];
    const [first] = thrown;
    try {
      const observe = harmless("log", () => {
        throw thrown.shift();
      });
      observe();
      observe();
    } finally {
      console.error = original;
    }

    expect(thrown).to.deep.equal([]);
    expect(written).to.deep.equal([
      ["log failed, and is called again for the next; handling goes on:", first],
    ]);
  });

  it("may have a failing failure handler", async () => {
    const both = () => {
      throw new Error("standard output is closed");
    };

    expect(() => harmless("log", both, both)()).not.to.throw();
  });
});
