// One example per guarantee that can be switched off; hence the length.

import { expect } from "chai";
import { ignore, type Reaction } from "#messaging/reaction.ts";
import type { Service } from "#messaging/service.ts";
import { askKitchen } from "#restaurants/on-check-order.ts";
import { checking, type Ticket } from "#restaurants/ticket.ts";
import { brokenWithout } from "../guarantees/broken-without.ts";
import { type DisabledGuarantee, disabledGuarantees } from "../guarantees/disabled-guarantees.ts";
import { invariants } from "../guarantees/invariants.ts";
import { runStory } from "../narrative/run-story.ts";
import { stories } from "../stories/index.ts";
import type { Story } from "../stories/story.ts";
import { losses } from "./losses.ts";

const storyNamed = (name: string): Story => {
  const story = [...stories, ...losses].find((one) => one.name === name);
  if (!story) throw new Error(`there is no story ${name}`);
  return story;
};

const guarantee = (name: string): DisabledGuarantee => {
  const without = disabledGuarantees.find((one) => one.name === name);
  if (!without) throw new Error(`there is no guarantee ${name}`);
  return without;
};

/** What a story breaks without a guarantee. A story runs once with each seed, however many examples need it. */
const resultOf = (name: string, story: string, seed = 1): Promise<readonly string[]> => {
  const run = `${name} ${story} ${seed}`;
  const known = results.get(run);
  const running =
    known ??
    runStory(storyNamed(story), { seed, without: guarantee(name) }).then(({ violations }) => violations);
  results.set(run, running);
  return running;
};
const results = new Map<string, Promise<readonly string[]>>();

/** The violations of a story that runs without a guarantee, without ids. */
const violations = async (name: string, story: string): Promise<readonly string[]> =>
  (await resultOf(name, story)).map((one) => one.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4,12}){4}/g, "…"));

const unpaid = "an order cancelled before payment triggers no cooking, delivery or new charge";
const kept = "the customer pays the price of a delivered order, and nothing for a cancelled one";

describe("Without", () => {
  it("dedup, every-message-twice fails: the customer gets every notification twice", async () => {
    expect(await violations("dedup", "every-message-twice")).to.include.members([
      "no notification is sent twice: payments.payment-succeeded.v1 of order … was sent by email twice",
      "no message is handled twice: payments handled orders.order-placed.v1 … twice",
    ]);
  });

  it("outbox, crash-before-publishing fails: no service ever learns of the order", async () => {
    expect(await violations("outbox", "crash-before-publishing")).to.include.members([
      "the story could not finish: order … should be delivered, but is awaiting-payment after an hour",
      "every order is delivered or cancelled: order … is still awaiting-payment",
      "every consumer handles every event: payments never handled orders.order-placed.v1 of …",
    ]);
  });

  it("version check, photo-finish fails: a payment is paid and expired", async () => {
    expect(await violations("version-check", "photo-finish")).to.include.members([
      "only legal status transitions: payments/… changed from paid to expired",
      `${kept}: order … is cancelled: €0.00 is due, €9.50 was kept`,
    ]);
  });

  it("version check, rush-hour fails, too: a busy courier is forgotten", async () => {
    expect(await violations("version-check", "rush-hour")).to.not.deep.equal([]);
  });

  it("tombstone, cancellation-overtakes-order fails: a cancelled order is charged, cooked and delivered", async () => {
    expect(await violations("tombstone", "cancellation-overtakes-order")).to.deep.equal([
      `${kept}: order … is cancelled: €0.00 is due, €9.50 was kept`,
      `${unpaid}: order … was cancelled before payment, and yet sent to the payment provider, charged, cooked, assigned a courier`,
    ]);
  });

  it("refund, cancelled-while-cooking fails: the money is kept", async () => {
    expect(await violations("refund", "cancelled-while-cooking")).to.deep.equal([
      `${kept}: order … is cancelled: €0.00 is due, €9.50 was kept`,
    ]);
  });

  it("refund, money-too-late fails: a late payment is kept, and the story detects it", async () => {
    expect(await violations("refund", "money-too-late")).to.deep.equal([
      "the story could not finish: order … has no payment-refunded in its history after an hour",
      `${kept}: order … is cancelled: €0.00 is due, €9.50 was kept`,
    ]);
  });

  it("idempotency key, answer-lost fails: the card is charged twice", async () => {
    expect(await violations("idempotency-key", "answer-lost")).to.match(
      /at most one charge and one refund per order: order …: 2 charges, 0 refunds/,
    );
  });

  it("publisher confirms, broker-down-for-ten-minutes fails: events published during the outage are lost", async () => {
    expect(await violations("publisher-confirms", "broker-down-for-ten-minutes")).to.include.members([
      "every order is delivered or cancelled: order … is still awaiting-payment",
      "every consumer handles every event: payments never handled orders.order-placed.v1 of …",
    ]);
  });

  it("late acknowledgement, crash-before-committing fails: the message in progress is lost", async () => {
    expect(await violations("late-acknowledgement", "crash-before-committing")).to.include.members([
      "every order is delivered or cancelled: order … is still awaiting-payment",
      "every consumer handles every event: payments never handled orders.order-placed.v1 of …",
    ]);
  });

  it("commit before publish, photo-finish fails: others act on a decision that was then reversed", async () => {
    expect(await violations("commit-before-publish", "photo-finish")).to.include.members([
      "no event is handled that was never committed: orders handled payments.payment-succeeded.v1 …, which was never committed",
    ]);
  });
});

const promised = new Set(invariants.filter(({ isAboutRest }) => !isAboutRest).map(({ name }) => name));

/** The promises that these stories break without a guarantee. */
async function brokenBy(
  name: string,
  told: readonly string[],
  seeds: readonly number[],
): Promise<readonly string[]> {
  const found: string[] = [];
  // One after the other: virtual time waits for turns of the event loop, which stories at the same time take from each other.
  for (const story of told) for (const seed of seeds) found.push(...(await resultOf(name, story, seed)));
  const broken = found.map((violation) => violation.replace(/: .*$/s, ""));
  return [...new Set(broken)].filter((one) => promised.has(one)).sort();
}

describe("The promises that break without a guarantee", () => {
  const ordersDies = ["cancelled-unknown", "orders-dies-at-cancellation"];
  const consumerDies = losses.map(({ name }) => name).filter((name) => !ordersDies.includes(name));
  const stories: Readonly<Record<string, readonly string[]>> = {
    dedup: ["every-message-twice"],
    outbox: ["crash-before-publishing", ...ordersDies],
    "version-check": ["photo-finish", "rush-hour"],
    tombstone: ["cancellation-overtakes-order"],
    refund: ["cancelled-while-cooking", "money-too-late"],
    "idempotency-key": ["answer-lost"],
    "publisher-confirms": ["broker-down-for-ten-minutes", ...ordersDies],
    "late-acknowledgement": ["crash-before-committing", ...consumerDies],
    "commit-before-publish": ["photo-finish"],
  };
  for (const { name } of disabledGuarantees)
    it(`are the ones that the page may blame on it, and no others: ${name}`, async () => {
      // Which of two instances is faster decides whether anything is cooked for nothing.
      const seeds = name === "commit-before-publish" ? [1, 2] : [1];
      expect(await brokenBy(name, stories[name] ?? [], seeds)).to.deep.equal(
        [...(brokenWithout[name] ?? [])].sort(),
      );
    });
});

/** Commits that a message was handled first, and its effects in a second transaction. */
const inTwoSteps: DisabledGuarantee = {
  name: "one transaction",
  about: "That a message was handled is committed first, and its effects a moment later.",
  shownBy: "killed-in-between",
  decorate: ({ clock, store, ...ports }) => ({
    ...ports,
    clock,
    store: {
      ...store,
      async commit(change) {
        const { processed, ...effects } = change;
        await store.commit({ ...change, documents: [], outbox: [], timers: [], cancelled: [], settled: [] });
        await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
        await store.commit({ ...effects, processed: [] });
      },
    },
  }),
};

const killedInBetween: Story = {
  name: "killed-in-between",
  about: "Payments is killed a moment after it has begun to handle the order.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    const order = await customer.places();
    await passes(80);
    faults.kill({ service: "payments", instance: 1 });
    await passes(60_000);
    await faults.start({ service: "payments", instance: 1 });
    await until(order, "delivered");
  },
};

/** The services with replaced reactions, by message type. */
const reactingWith =
  (name: string, change: (reaction: Reaction, type: string) => Reaction) =>
  (service: Service): Service =>
    service.name === name
      ? {
          ...service,
          reactions: new Map([...service.reactions].map(([type, one]) => [type, change(one, type)])),
        }
      : service;

/** An event that overtakes its order is ignored instead of retried. */
const neverLater: DisabledGuarantee = {
  name: "patience",
  about: "What must wait for another fact is ignored.",
  shownBy: "cancellation-overtakes-order",
  replace: reactingWith("notifications", (reaction) => ({
    ...reaction,
    react(...given) {
      const outcome = reaction.react(...given);
      return "notYet" in outcome ? ignore(outcome.notYet) : outcome;
    },
  })),
};

/** The kitchen is asked as soon as the order is placed, paid or not. */
const onCredit: DisabledGuarantee = {
  name: "payment first",
  about: "The kitchen begins before the order is paid.",
  shownBy: "declined",
  replace: reactingWith("restaurants", (reaction, type) => ({
    ...reaction,
    react(documents, message, context) {
      const { ticket } = documents as { readonly ticket?: Ticket };
      if (type === "restaurants.check-order" && ticket?.status === "awaiting-payment") {
        return { save: { ticket: checking(ticket) }, setTimers: [askKitchen(ticket, context.now)] };
      }
      const outcome = reaction.react(documents, message, context);
      const saved = "save" in outcome && (outcome.save as { readonly ticket?: Ticket }).ticket;
      return saved && saved.status === "awaiting-payment"
        ? { ...outcome, setTimers: [askKitchen(saved, context.now)] }
        : outcome;
    },
  })),
};

const ids = /[0-9a-f]{8}(-[0-9a-f]{4,12}){4}/g;

describe("Only one invariant detects that", () => {
  it("the customer is notified of the order, but not of its cancellation", async () => {
    const { violations } = await runStory(storyNamed("cancellation-overtakes-order"), {
      seed: 1,
      without: neverLater,
    });

    expect(violations.map((one) => one.replaceAll(ids, "…"))).to.deep.equal([
      "a notified customer also learns how the order ended: the customer of order … was notified, but never that it was cancelled",
    ]);
  });

  it("an order is cooked, and a courier sent, before the card is declined", async () => {
    const { violations } = await runStory(storyNamed("declined"), { seed: 1, without: onCredit });

    expect(violations.map((one) => one.replaceAll(ids, "…"))).to.deep.equal([
      `${unpaid}: order … was cancelled before payment, and yet cooked, assigned a courier`,
    ]);
  });
});

describe("A disabled guarantee that takes two steps", () => {
  it("can be killed between the two: the message counts as handled, without any effect", async () => {
    const { violations: off } = await runStory(killedInBetween, { seed: 1, without: inTwoSteps });
    const { violations: on } = await runStory(killedInBetween, { seed: 1 });

    expect(off.join("\n")).to.match(
      /every order is delivered or cancelled: order \S+ is still awaiting-payment/,
    );
    expect(on).to.deep.equal([]);
  });
});

/** Work that repeats itself forever. */
const nothingSettled: DisabledGuarantee = {
  name: "settling",
  about: "A call that was answered stays in the outbox, and is made again whenever its lease is over.",
  shownBy: "delivered",
  decorate: ({ store, ...ports }) => ({
    ...ports,
    store: { ...store, commit: (change) => store.commit({ ...change, settled: [] }) },
  }),
};

const hour = 3_600_000;

describe("Without a guarantee, a story that never ends", () => {
  it("is stopped an hour after the last action", async () => {
    const { violations, tookMs } = await runStory(storyNamed("delivered"), {
      seed: 1,
      without: nothingSettled,
    });

    expect(violations).to.include("the story could not finish: work is still in progress after an hour");
    expect(tookMs).to.be.within(hour, 2 * hour);
  });

  it("is stopped no later if it waits for something in vain", async () => {
    const result = await runStory(storyNamed("crash-before-publishing"), {
      seed: 1,
      without: guarantee("outbox"),
    });

    // The order is placed, a minute passes, and then nothing happens for an hour.
    expect(result.tookMs).to.be.within(hour, hour + 62_000);
  });

  for (const seed of [2, 8]) {
    it(`with seed ${seed}, dedup: a mail is sent as often as its event was handled`, async () => {
      const calls: string[] = [];
      const { violations } = await runStory(storyNamed("every-message-twice"), {
        seed,
        without: guarantee("dedup"),
        onHop: (hop) => hop.kind === "call" && calls.push(hop.name),
      });

      expect(calls.filter((name) => name === "notifications.send")).to.have.length.within(6, 12);
      expect(violations.filter((one) => one.startsWith("the story could not finish"))).to.deep.equal([]);
    });
  }
});

describe("A story that fails", () => {
  it("lets work in flight finish, so that every violation is counted", async () => {
    const { violations, tookMs } = await runStory(
      {
        name: "a-story-that-fails",
        about: "An order is placed, and then something is asked for that is not there.",
        needsFaultInjection: false,
        async run({ customer, order }) {
          await customer.places();
          await order("nowhere");
        },
      },
      { seed: 1, without: guarantee("refund") },
    );

    expect(violations).to.deep.equal(["the story could not finish: there is no order nowhere"]);
    expect(tookMs).to.be.within(35 * 60_000, 36 * 60_000);
  });
});

describe("The guarantees that can be switched off", () => {
  it("are shown by existing stories", () => {
    expect(stories.map(({ name }) => name)).to.include.members(
      disabledGuarantees.map(({ shownBy }) => shownBy),
    );
  });
});
