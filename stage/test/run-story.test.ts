import { expect } from "chai";
import { runStory, runStoryIn } from "../narrative/run-story.ts";
import type { Stage, Story, Venue, VenueResult } from "../stories/story.ts";

const storyIn = (play: (stage: Stage) => Promise<void>): Story => ({
  name: "a-story",
  about: "Something happens.",
  needsFaultInjection: true,
  run: play,
});

const one = { seed: 1 };
const unbroken = [] as readonly string[];

describe("A story", () => {
  it("counts what was observed", async () => {
    const story = storyIn(async ({ customer, until }) => until(await customer.places(), "confirmed"));

    const result = await runStory(story, one);

    expect(result).to.include({ name: "a-story", orders: 1, events: 8, retries: 0, parked: 0 });
    expect(result.violations).to.deep.equal(unbroken);
  });

  it("fails if a claim is false", async () => {
    const story = storyIn(async ({ claim }) => {
      claim("pigs can fly", false);
      claim("pizza is round", true);
    });

    const { violations } = await runStory(story, one);

    expect(violations).to.deep.equal(["claim failed: pigs can fly"]);
  });

  it("fails if it waits for something that never happens, and reports the actual state", async () => {
    const story = storyIn(async ({ customer, until }) => {
      const order = await customer.places({ card: "tok_declined" });
      await until(order, "delivered");
    });

    const { violations } = await runStory(story, one);

    expect(violations).to.have.length(1);
    expect(violations[0]).to.match(
      /order [-0-9a-f]{36} should be delivered, but is cancelled after two hours$/,
    );
  });

  it("fails if a command is refused, with the reason", async () => {
    const story = storyIn(async ({ customer }) => {
      await customer.places({ restaurantId: "nowhere" });
    });

    const { violations } = await runStory(story, one);

    expect(violations).to.deep.equal([
      "the story could not finish: the order was refused: there is no restaurant nowhere",
    ]);
  });

  it("fails if it uses an unknown instance", async () => {
    const story = storyIn(async ({ customer, faults }) => {
      faults.kill({ service: "orders", instance: 1 });
      await customer.places();
    });

    const { violations } = await runStory(story, one);

    expect(violations).to.deep.equal([
      "the story could not finish: no instance of orders is alive, so the order was not accepted",
    ]);
  });

  it("fails if it reads an unknown order", async () => {
    const story = storyIn(async ({ order }) => void (await order("o1")));

    const { violations } = await runStory(story, one);

    expect(violations).to.deep.equal(["the story could not finish: there is no order o1"]);
  });

  it("fails if it never comes to rest", async () => {
    const story = storyIn(async ({ customer, faults, passes }) => {
      await customer.places();
      await passes(10);
      faults.kill({ service: "payments", instance: 1 });
    });

    const { violations } = await runStory(story, one);

    expect(violations).to.include("the story could not finish: work is still in progress after six hours");
    expect(violations).to.include(
      "at rest, inboxes, retry tiers, outboxes and timers are empty: payments.inbox holds 1 message",
    );
  });

  it("can run in any venue, which returns what it observed", async () => {
    const seen: VenueResult = {
      orders: 1,
      events: 2,
      duplicates: 3,
      retries: 4,
      parked: 5,
      tookMs: 6,
      violations: ["seen in the venue"],
    };
    const played: string[] = [];
    const empty = await recordingVenue(played, seen);
    const story = storyIn(async ({ claim, passes }) => {
      await passes(1_000);
      claim("all is well", false);
    });

    const result = await runStoryIn(empty, story);

    expect(played).to.deep.equal(["passes 1000", "rests", "ends"]);
    expect(result).to.deep.equal({
      ...seen,
      name: "a-story",
      violations: ["claim failed: all is well", "seen in the venue"],
    });
  });
});

/** A venue that records the steps it is asked for. */
async function recordingVenue(played: string[], seen: VenueResult): Promise<Venue> {
  const unavailable = async (): Promise<never> => {
    throw new Error("this venue has no people");
  };
  const noFaults = (): never => {
    throw new Error("this venue has no fault injection");
  };
  return {
    stage: {
      async passes(ms) {
        played.push(`passes ${ms}`);
      },
      async rest() {
        played.push("rests");
      },
      until: unavailable,
      happens: unavailable,
      order: unavailable,
      random: () => 0,
      customer: {
        places: unavailable,
        cancels: unavailable,
        confirms: unavailable,
        confirmsTooLate: unavailable,
      },
      staff: { changesRestaurant: unavailable, endsShifts: unavailable, startsShift: unavailable },
      faults: {
        kill: noFaults,
        start: unavailable,
        killBeforePublishing: noFaults,
        disarm: noFaults,
        killBeforeCommitting: noFaults,
        publishEverythingTwice: noFaults,
        stopBroker: noFaults,
        startBroker: noFaults,
        stopDatabase: noFaults,
        startDatabase: noFaults,
        stopProvider: noFaults,
        startProvider: noFaults,
        delay: noFaults,
        poison: unavailable,
      },
    },
    async end() {
      played.push("ends");
      return seen;
    },
  };
}
