import { expect } from "chai";
import { tabSession } from "../../browser/tab-session.ts";
import type { Entry } from "../../narrative/entry.ts";
import { createLineReader, createLineWriter } from "../../narrative/json-lines.ts";
import { createLog } from "../../narrative/log.ts";
import { type FeedMessage, startFeed } from "../server/feed.ts";
import { createSampler } from "../server/sampler.ts";
import { snapshotOf } from "../server/snapshot.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const placed = (n: number, at: number): Entry => ({
  kind: "person",
  at,
  who: "ada",
  did: { what: "orders", orderId: `o${n}`, restaurantId: "trattoria-sole", items: [], card: "tok_ok" },
});

async function deliveredOrder() {
  const session = await tabSession(
    { seed: 1, story: "delivered", without: [], actions: [] },
    { turn, keep: 1e6 },
  );
  while (session.next() !== undefined) await session.step();
  return session.log;
}

describe("The page's feed", () => {
  it("begins with the past, so that a page that opens later shows the same company", async () => {
    const log = await deliveredOrder();
    const messages: FeedMessage[] = [];
    startFeed({ log, send: (message) => messages.push(message) }).stop();
    const copy = createLog();
    messages.flatMap(({ lines }) => lines.map(createLineReader())).forEach(copy.append);
    expect(copy.entries.map(createLineWriter())).to.deep.equal(log.entries.map(createLineWriter()));
  });

  it("begins with a snapshot where the past is too long", async () => {
    const log = await deliveredOrder();
    const state = log.stateAt(log.end);
    const copy = createLog();
    snapshotOf(state).forEach(copy.append);
    const shown = copy.stateAt(copy.end);
    expect(shown.services.orders.documents).to.deep.equal(state.services.orders.documents);
    expect([...shown.orders.values()]).to.deep.equal([...state.orders.values()]);
    expect(shown.provider.charges).to.deep.equal(state.provider.charges);
  });

  it("shows as many new orders a second as can be watched, and counts what it leaves out", () => {
    const sampler = createSampler();
    const entries = Array.from({ length: 200 }, (_, n) => placed(n, 1_000 + n * 5));
    expect(entries.filter((entry) => sampler(entry) !== undefined)).to.have.length(12);
    expect(sampler(placed(200, 2_000))).to.deep.equal(placed(200, 2_000));
  });

  it("drops what a slow page does not take, and says how much", () => {
    const log = createLog();
    const messages: FeedMessage[] = [];
    const feed = startFeed({ log, send: (message) => messages.push(message), buffer: 5 });
    for (let n = 0; n < 12; n += 1) log.append(placed(n, n * 1_000));
    feed.flush();
    feed.stop();
    expect(messages.at(-1)).to.deep.include({ dropped: 7 });
    expect(messages.at(-1)?.lines).to.have.length(5);
  });
});
