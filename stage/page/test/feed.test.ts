// One example per rule of the feed; hence the length.
import { expect } from "chai";
import { anOrder, played, playOut, sessionOf } from "../../browser/test/played.ts";
import type { Entry } from "../../narrative/entry.ts";
import { createLineReader, createLineWriter } from "../../narrative/json-lines.ts";
import { createLog } from "../../narrative/log.ts";
import { progressOf } from "../../narrative/order-of.ts";
import { checkPromises, isAtRest, promisesAt } from "../model/promises/promises.ts";
import type { FeedMessage } from "../model/session/feed-message.ts";
import { createFeedReader } from "../model/session/feed-reader.ts";
import { startFeed } from "../server/feed.ts";
import { createSampler } from "../server/sampler.ts";
import { snapshotOf } from "../server/snapshot.ts";

const placed = (n: number, at: number): Entry => ({
  kind: "person",
  at,
  who: "ada",
  did: { what: "orders", orderId: `o${n}`, restaurantId: "trattoria-sole", items: [], card: "tok_ok" },
});

const mailAbout = (orderId: string) => ({
  notificationId: orderId,
  orderId,
  channel: "email" as const,
  to: "ada@example.com",
  name: "Ada",
  subject: "Your order",
  text: "",
});

const deliveredOrder = async () => (await played({ story: "delivered" })).log;

describe("The page's feed", () => {
  it("begins with the past, so that a page that opens later shows the same company", async () => {
    const log = await deliveredOrder();
    const messages: FeedMessage[] = [];
    startFeed({ log, company: "one", send: (message) => messages.push(message) }).stop();
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
    expect(entries.filter((entry) => sampler.take(entry) !== undefined)).to.have.length(12);
    expect(sampler.take(placed(200, 2_000))).to.deep.equal(placed(200, 2_000));
  });

  it("begins with the newest of many orders, and leaves out the rest from then on", () => {
    const log = createLog({ keep: 1_000 });
    for (let n = 0; n < 3_000; n += 1) log.append(placed(n, n * 1_000));
    const messages: FeedMessage[] = [];
    const feed = startFeed({ log, company: "one", send: (message) => messages.push(message), past: 0 });
    log.append({ kind: "mail", at: 3e6, mail: mailAbout("o3") });
    log.append({ kind: "mail", at: 3e6, mail: mailAbout("o2999") });
    feed.flush();
    feed.stop();
    const reader = createFeedReader();
    for (const message of messages) reader.take(message, 0);
    expect([...reader.log.present.orders.keys()].slice(0, 2)).to.deep.equal(["o2800", "o2801"]);
    expect(reader.log.present.mailbox.map(({ orderId }) => orderId)).to.deep.equal(["o2999"]);
  });

  it("begins with orders that were refused before as refused, and not on their way in", async () => {
    const company = await sessionOf({
      actions: [
        { at: 0, action: { do: "away", what: "orders" } },
        { at: 10, action: anOrder },
      ],
    });
    await company.act({ ...anOrder, restaurantId: "nowhere" });
    const { log } = await playOut(company);
    const late = createLog();
    snapshotOf(log.stateAt(log.end)).forEach(late.append);
    const orders = [...late.present.orders.values()];
    expect(orders.map((order) => progressOf(late.present, order))).to.deep.equal([
      "not accepted",
      "not accepted",
    ]);
    expect(orders).to.deep.equal([...log.present.orders.values()]);
  });

  it("begins with what lasts: servers that are away, delays, guarantees that are off", () => {
    const log = createLog();
    log.append({ kind: "away", at: 1, what: "broker" });
    log.append({ kind: "away", at: 1, what: "database", service: "payments" });
    log.append({ kind: "doubling", at: 1 });
    log.append({ kind: "delaying", at: 1, service: "orders", event: "all", byMs: 5_000 });
    log.append({ kind: "arming", at: 1, service: "orders", instance: 1, before: "publish" });
    log.append({ kind: "guarantee", at: 1, name: "dedup", isOn: false });
    log.append({ kind: "started", at: 1, service: "payments", instance: 3 });
    log.append({ kind: "started", at: 1, service: "payments", instance: 2 });
    log.append({ kind: "killed", at: 1, service: "payments", instance: 2 });
    log.append({ kind: "guarantee", at: 1, name: "dedup", isOn: true });
    log.append({ kind: "guarantee", at: 1, name: "outbox", isOn: false });
    log.append({ kind: "traffic", at: 1, perMinute: 60 });
    log.append({ kind: "orders-refused", at: 1, count: 3 });
    log.append({ kind: "orders-refused", at: 1, count: 4 });
    const state = log.stateAt(log.end);
    const copy = createLog();
    snapshotOf(state).forEach(copy.append);
    const { armed, broker, faults, services, traffic, without } = copy.present;
    expect(faults).to.deep.equal(state.faults);
    expect(armed).to.deep.equal(state.armed);
    expect(broker).to.equal("away");
    expect(services.payments.database).to.equal("away");
    expect(services.payments.instances).to.deep.equal(state.services.payments.instances);
    expect(services.payments.instances.get(3)).to.equal("waiting");
    expect([...without]).to.deep.equal(["outbox"]);
    expect(traffic).to.equal(60);
    expect(copy.present.refusedOrders).to.equal(7);
  });

  it("waits for a connection that takes no more, and sends the rest at once when it does", () => {
    const log = createLog();
    const messages: FeedMessage[] = [];
    let isOpen = false;
    const feed = startFeed({
      log,
      company: "one",
      send: (message) => messages.push(message),
      canSend: () => isOpen,
    });
    log.append(placed(1, 1_000));
    feed.flush();
    expect(messages).to.have.length(1);
    isOpen = true;
    feed.flush();
    feed.stop();
    expect(messages.at(-1)?.lines).to.have.length(1);
  });

  it("says once that the company is closing, also to a page that opens then", () => {
    const log = createLog();
    const said: (true | undefined)[] = [];
    let isClosing = false;
    const options = {
      ...{ log, company: "one", isClosing: () => isClosing },
      send: ({ closing }: FeedMessage) => said.push(closing),
    };
    const feed = startFeed(options);
    feed.flush();
    expect(said).to.deep.equal([undefined]);
    isClosing = true;
    feed.flush();
    feed.flush();
    feed.stop();
    expect(said).to.deep.equal([undefined, true]);
    const later = startFeed(options);
    later.flush();
    later.stop();
    expect(said).to.deep.equal([undefined, true, true]);
  });

  it("begins anew on a page that was too slow, which says what it missed", () => {
    const log = createLog();
    const reader = createFeedReader();
    const said: (string | undefined)[] = [];
    const feed = startFeed({
      log,
      company: "one",
      send: (message) => said.push(reader.take(message, 0)),
      buffer: 5,
    });
    for (let n = 0; n < 12; n += 1) log.append(placed(n, n * 1_000));
    feed.flush();
    log.append(placed(12, 12_000));
    feed.flush();
    feed.stop();
    expect(said).to.deep.equal([
      undefined,
      "This page could not keep up: you missed 12 entries and 12 new orders. They are in the log: go back in time to see them.",
      undefined,
    ]);
    expect(reader.log.present.orders.size).to.equal(13);
    expect(reader.dropped).to.equal(12);
  });
});

describe("A page that opens late", () => {
  it("judges the orders that it saw from their beginning, and finds nothing broken that is not", async () => {
    const actions = [
      { at: 0, action: anOrder },
      { at: 600_000, action: anOrder },
    ];
    const session = await sessionOf({ actions });
    const reader = createFeedReader();
    const feed = startFeed({
      log: session.log,
      company: "one",
      send: (message) => reader.take(message, 0),
      past: 20,
    });
    await playOut(session);
    feed.flush();
    feed.stop();
    const { log } = reader;
    const state = log.stateAt(log.end);
    const judged = [...checkPromises(log, state, true, true)];

    expect(isAtRest(state)).to.equal(true);
    expect(judged.filter(({ is }) => is === "broken")).to.deep.equal([]);
    expect(promisesAt(log, state, true).some(({ is }) => is === "broken")).to.equal(true);
  });
});

describe("A page that was away", () => {
  /** A feed's connection: the messages that it sends to a reader. */
  const connect = (log: ReturnType<typeof createLog>, company: string) => {
    const messages: FeedMessage[] = [];
    const feed = startFeed({ log, company, send: (message) => messages.push(message) });
    return { feed, messages };
  };

  it("says how many entries and orders it missed, and shows them", () => {
    const log = createLog();
    const reader = createFeedReader();
    const first = connect(log, "one");
    log.append(placed(1, 1_000));
    first.feed.flush();
    first.feed.stop();
    for (const message of first.messages) expect(reader.take(message, 1_000)).to.equal(undefined);
    reader.lose(5_000);
    reader.lose(9_000);
    log.append(placed(2, 10_000));
    log.append(placed(3, 11_000));
    log.append({ kind: "away", at: 12_000, what: "broker" });
    const second = connect(log, "one");
    second.feed.stop();
    const [message] = second.messages;
    expect(message && reader.take(message, 65_000)).to.equal(
      "The connection was lost for 1 min: you missed 3 entries and 2 new orders. They are in the log: go back in time to see them.",
    );
    expect([...reader.log.present.orders.keys()]).to.deep.equal(["o1", "o2", "o3"]);
  });

  it("says that the company was started anew", () => {
    const reader = createFeedReader();
    const first = connect(createLog(), "one");
    first.feed.stop();
    reader.take(first.messages[0] as FeedMessage, 0);
    reader.lose(1_000);
    const second = connect(createLog(), "another");
    second.feed.stop();
    expect(reader.take(second.messages[0] as FeedMessage, 4_000)).to.equal(
      "The connection was lost for 3 s; meanwhile the company was started anew.",
    );
  });
});
