import { expect } from "chai";
import { tell, tellIn } from "../narrative/tell.ts";
import type { House, Seen, Stage, Story } from "../stories/story.ts";

const storyIn = (play: (stage: Stage) => Promise<void>): Story => ({
  name: "a-story",
  about: "Something happens.",
  byHand: true,
  tell: play,
});

const one = { seed: 1 };
const unbroken = [] as readonly string[];

describe("A story", () => {
  it("that is told counts what was seen", async () => {
    const story = storyIn(async ({ customer, until }) => until(await customer.places(), "confirmed"));

    const verdict = await tell(story, one);

    expect(verdict).to.include({ name: "a-story", orders: 1, events: 8, retries: 0, parked: 0 });
    expect(verdict.violations).to.deep.equal(unbroken);
  });

  it("that claims what is not so fails", async () => {
    const story = storyIn(async ({ claim }) => {
      claim("pigs can fly", false);
      claim("pizza is round", true);
    });

    const { violations } = await tell(story, one);

    expect(violations).to.deep.equal(["the story claims that pigs can fly"]);
  });

  it("that waits for what never happens fails, and says what happened instead", async () => {
    const story = storyIn(async ({ customer, until }) => {
      const order = await customer.places({ card: "tok_declined" });
      await until(order, "delivered");
    });

    const { violations } = await tell(story, one);

    expect(violations).to.have.length(1);
    expect(violations[0]).to.match(
      /order [-0-9a-f]{36} shall be delivered, and is cancelled after two hours$/,
    );
  });

  it("in which a command is refused fails, and says why", async () => {
    const story = storyIn(async ({ customer }) => {
      await customer.places({ restaurantId: "nowhere" });
    });

    const { violations } = await tell(story, one);

    expect(violations).to.deep.equal([
      "the story could not be told to its end: orders.place-order came to nothing: there is no restaurant nowhere",
    ]);
  });

  it("that asks for nobody who is there fails, and says so", async () => {
    const story = storyIn(async ({ customer, hand }) => {
      hand.kills({ service: "orders", instance: 1 });
      await customer.places();
    });

    const { violations } = await tell(story, one);

    expect(violations).to.deep.equal([
      "the story could not be told to its end: no instance of orders is alive",
    ]);
  });

  it("that asks after an order that is not there fails, and says so", async () => {
    const story = storyIn(async ({ order }) => void (await order("o1")));

    const { violations } = await tell(story, one);

    expect(violations).to.deep.equal(["the story could not be told to its end: there is no order o1"]);
  });

  it("that never comes to rest fails, and says so", async () => {
    const story = storyIn(async ({ customer, hand, passes }) => {
      await customer.places();
      await passes(10);
      hand.kills({ service: "payments", instance: 1 });
    });

    const { violations } = await tell(story, one);

    expect(violations).to.include(
      "the story could not be told to its end: something is still under way after six hours",
    );
    expect(violations).to.include(
      "at rest, inboxes, retry tiers, outboxes and timers are empty: payments.inbox holds 1 messages",
    );
  });

  it("can be told in any house, which says what it saw", async () => {
    const seen: Seen = {
      orders: 1,
      events: 2,
      duplicates: 3,
      retries: 4,
      parked: 5,
      virtualMs: 6,
      violations: ["seen in the house"],
    };
    const played: string[] = [];
    const empty = await houseWhere(played, seen);
    const story = storyIn(async ({ claim, passes }) => {
      await passes(1_000);
      claim("all is well", false);
    });

    const verdict = await tellIn(empty, story);

    expect(played).to.deep.equal(["passes 1000", "rests", "ends"]);
    expect(verdict).to.deep.equal({
      ...seen,
      name: "a-story",
      violations: ["the story claims that all is well", "seen in the house"],
    });
  });
});

/** A house that notes what is asked of it. */
async function houseWhere(played: string[], seen: Seen): Promise<House> {
  const nobody = async (): Promise<never> => {
    throw new Error("nobody is in this house");
  };
  const nothing = (): never => {
    throw new Error("nothing can be done in this house");
  };
  return {
    stage: {
      async passes(ms) {
        played.push(`passes ${ms}`);
      },
      async rest() {
        played.push("rests");
      },
      until: nobody,
      happens: nobody,
      order: nobody,
      random: () => 0,
      customer: { places: nobody, cancels: nobody, confirms: nobody, confirmsTooLate: nobody },
      staff: { changes: nobody, sendsHome: nobody, calls: nobody },
      hand: {
        kills: nothing,
        starts: nobody,
        killsBeforePublishing: nothing,
        killsBeforeCommitting: nothing,
        publishesEverythingTwice: nothing,
        stopsTheBroker: nothing,
        startsTheBroker: nothing,
        poisons: nobody,
      },
    },
    async end() {
      played.push("ends");
      return seen;
    },
  };
}
