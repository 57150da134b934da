import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { runStoryIn, type StoryResult } from "#stage/narrative/run-story.ts";
import { remote } from "#stage/remote/venue.ts";
import type { Story } from "#stage/stories/story.ts";
import { describeBreakingServers } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { type Company, startCompany } from "../company-processes.ts";

/**
 * Customers who keep ordering until it is enough, so that something is always under way; one in four has a card that makes trouble.
 */
const crowdUntil = (isEnough: () => boolean): Story => ({
  name: "crowd",
  about: "Forty customers order, ten at a time, and then one after the other.",
  needsFaultInjection: false,
  async run({ customer, passes, rest }) {
    const cards = ["tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_ok", "tok_ok", "tok_ok", "tok_flaky"];
    for (let wave = 0; wave < 4 || !isEnough(); wave += 1) {
      await Promise.all(
        Array.from({ length: wave < 4 ? 10 : 1 }, (_, n) =>
          customer.places({ customerId: `c${wave}-${n}`, card: cards[n % cards.length] ?? "tok_ok" }),
        ),
      );
      await passes(5 * 60_000);
    }
    await rest();
  },
});

const crowd = crowdUntil(() => true);

describeBreakingServers("A company of processes keeps its guarantees", (servers) => {
  let company: Company;

  before(async () => {
    company = await startCompany({ ...servers(), instances: { payments: 3 } });
  });
  after(async () => {
    await company?.stop();
  });

  /** Runs the story, and injects a fault as soon as it has begun. */
  async function during(fault: () => Promise<void>, story = crowd): Promise<StoryResult> {
    const venue = await remote(story, { deployment: company.deployment });
    const [result] = await Promise.all([runStoryIn(venue, story), fault()]);
    return result;
  }

  it("while three instances of a service share the work, each handling some of it", async () => {
    const { orders, violations } = await during(async () => {});
    const metrics = await Promise.all([1, 2, 3].map((instance) => company.metrics("payments", instance)));

    expect(violations).to.deep.equal([]);
    expect(orders).to.equal(40);
    for (const text of metrics)
      expect(text).to.match(/messages_total\{type="orders.order-placed.v1",outcome="handled"/);
  });

  it("while each service is killed in the middle of its work", async () => {
    const { violations } = await during(async () => {
      for (const service of services) {
        await company.kill(service);
        await company.start(service);
      }
    });

    expect(violations).to.deep.equal([]);
  });

  it("while the broker is restarted", async () => {
    const { violations } = await during(() => servers().rabbitmq.restart());

    expect(violations).to.deep.equal([]);
  });

  it("while the broker loses every connection", async () => {
    const { violations } = await during(() => servers().rabbitmq.closeConnections());

    expect(violations).to.deep.equal([]);
  });

  it("while the broker has a memory alarm", async () => {
    const { rabbitmq } = servers();
    const { url } = company.processes().find(({ name }) => name === "orders#1") ?? expect.fail();
    let isOver = false;
    // The broker blocks a connection only once it publishes, so orders must arrive until then.
    const { violations } = await during(
      async () => {
        try {
          await rabbitmq.raiseMemoryAlarm();
          await eventually(async () => (await fetch(`${url}/readyz`)).status === 503);
        } finally {
          isOver = true;
          await rabbitmq.clearMemoryAlarm();
        }
      },
      crowdUntil(() => isOver),
    );

    expect(violations).to.deep.equal([]);
  });

  it("while the primary of the database steps down", async () => {
    const { violations } = await during(() => servers().mongodb.stepDown());

    expect(violations).to.deep.equal([]);
  });

  it("while the database is killed", async () => {
    const { violations } = await during(async () => {
      await servers().mongodb.kill();
      await servers().mongodb.start();
    });

    expect(violations).to.deep.equal([]);
  });

  it("and the customers' mails read well", () => {
    const placed = company.mails().find((mail) => /^Subject:.*Trattoria/im.test(mail));

    expect(placed).to.match(/^Message-ID: <[0-9a-f-]{36}@/im);
    expect(placed).to.match(/Content-Type: text\/html/i);
  });
});
