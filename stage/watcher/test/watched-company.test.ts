// One example per thing that a watcher can miss; hence the length.
import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { played } from "../../browser/test/played.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import type { CompanyState } from "../../narrative/state.ts";
import { judged } from "./judged.ts";
import { isHop, isInLedger, watched, watching } from "./watched.ts";

/** The log of a story in an embedded company, which knows everything. */
const told = async (story: string): Promise<NarrativeLog> => (await played({ story })).log;

/** What the map shows of a state: documents with a status, and how much waits where. */
const shownOf = (state: CompanyState) => ({
  orders: [...state.orders.values()].map(({ label, orderId }) => [label, orderId]),
  mails: state.mailbox.length,
  charged: [...state.provider.charges.values()].filter(({ status }) => status === "succeeded").length,
  refunded: state.provider.refunds.length,
  services: services.map((name) => {
    const { documents, outbox, timers } = state.services[name];
    const statuses = [...documents].flatMap(([key, { document }]) =>
      document && "status" in document ? [`${key} ${document.status}`] : [],
    );
    return { name, statuses: statuses.sort(), outbox: outbox.size, timers: timers.size };
  }),
  queues: [...state.queues].flatMap(([name, { ready, unacked }]) =>
    ready.size + unacked.size > 0 ? [`${name} ${ready.size + unacked.size}`] : [],
  ),
});

/** What becomes of the promises at the end of a log: each outcome once. */
const outcomesOf = (log: NarrativeLog): readonly string[] =>
  [...new Set(judged(log).map(({ is }) => is))].sort();

const paysThePrice = "the customer pays the price of a delivered order, and nothing for a cancelled one";

const outcomeOf = (promise: string, log: NarrativeLog) =>
  judged(log).find(({ name }) => name === promise)?.is;

describe("A watched company", () => {
  for (const story of [
    ...["delivered", "cancelled-while-cooking", "answer-lost", "every-message-twice"],
    ...["no-courier-then-one", "retries-exhausted"],
  ]) {
    it(`comes to what the embedded company knows: ${story}`, async () => {
      const log = await told(story);
      expect(shownOf(watched(log.entries).present)).to.deep.equal(shownOf(log.present));
    });
  }

  for (const story of ["answer-lost", "no-courier-then-one", "photo-finish", "rush-hour"]) {
    it(`breaks no promise where none is broken: ${story}`, async () => {
      expect(outcomesOf(watched((await told(story)).entries))).to.deep.equal(["kept", "unjudged"]);
    });
  }

  it("shows a message that is handled twice, where deduplication is off", async () => {
    const { log } = await played({ story: "every-message-twice", without: ["dedup"] });
    expect(outcomesOf(watched(log.entries))).to.include("broken");
  });

  it("sees two charges for one order, where the key changes with each attempt", async () => {
    const { log } = await played({ story: "answer-lost", without: ["idempotency-key"] });
    expect(outcomeOf("at most one charge and one refund per order", watched(log.entries))).to.equal("broken");
    expect(outcomeOf(paysThePrice, watched(log.entries))).to.equal("broken");
  });

  it("goes no further than the ledger has been read: it would lack charges", async () => {
    const { company, log, report, time } = watching();
    report((await told("delivered")).entries.filter(isHop));
    time.now = Number.MAX_SAFE_INTEGER;
    company.ledgerReadUntil(0);
    company.tick();
    expect(log.entries.filter(isHop)).to.deep.equal([]);
  });

  it("does not judge money while the provider is away, and does again when it has read what it missed", async () => {
    const { entries } = await told("delivered");
    const { company, log, report, time } = watching();
    company.ledgerUnreadable();
    for (const service of services)
      report(
        entries.filter(isHop).filter((hop) => hop.service === service),
        { service },
      );
    time.now = (entries.at(-1)?.at ?? 0) + 1_000;
    company.tick();
    expect(outcomeOf(paysThePrice, log)).to.equal("unjudged");

    for (const entry of entries.filter(isInLedger)) company.takeLedger(entry);
    company.ledgerReadUntil(time.now);
    time.now += 1_000;
    company.tick();
    expect(outcomeOf(paysThePrice, log)).to.equal("kept");
    expect(
      log.entries.flatMap((entry) => ("what" in entry ? [`${entry.what} ${entry.kind}`] : [])),
    ).to.deep.equal(["provider away", "provider back"]);
  });

  it("shows a ledger's entry once, though a provider that lost its ledger repeats it", async () => {
    const { entries } = await told("cancelled-while-cooking");
    const log = watched([...entries, ...entries.filter(isInLedger)]);
    expect(log.entries.filter(isInLedger).map(({ kind }) => kind)).to.deep.equal(["charge", "refund"]);
  });

  it("shows no charge of an order that was placed before it looked", async () => {
    const { company, log, time } = watching();
    for (const entry of (await told("delivered")).entries.filter(isInLedger)) company.takeLedger(entry);
    for (time.now of [20_000, 40_000, 60_000]) company.tick();
    expect(log.entries.filter(isInLedger)).to.deep.equal([]);
  });

  it("shows an order's price and dishes, from the event that was published with it", async () => {
    const { orders, services } = watched((await told("delivered")).entries).present;
    const [orderId] = orders.keys();
    const order = services.orders.documents.get(`orders/${orderId}`)?.document;
    expect(order).to.have.nested.property("total.amount");
    expect(order).to.have.nested.property("items[0].name");
  });

  it("shows nothing of an order that was placed before it looked", async () => {
    const { company, log, report, time } = watching();
    const hops = (await told("delivered")).entries.filter(isHop);
    const placed = hops.findIndex(
      (hop) => hop.kind === "handled" && hop.message.type === "orders.place-order",
    );
    report(
      hops.slice(placed + 1).filter(({ service }) => service === "payments"),
      { service: "payments" },
    );
    time.now = Number.MAX_SAFE_INTEGER;
    company.tick();
    expect(log.entries.filter(isHop).filter((hop) => "message" in hop)).to.deep.equal([]);
  });

  it("takes a process that is silent for dead, and one that speaks again for alive", () => {
    const { company, log, report, time } = watching();
    report([], { service: "payments" });
    time.now = 6_000;
    company.tick();
    expect(log.present.services.payments.instances.get(1)).to.equal("killed");
    report([], { service: "payments", reporter: "the next process" });
    expect([...log.present.services.payments.instances]).to.deep.equal([[1, "running"]]);
  });

  it("does not take processes for dead while the broker is away", () => {
    const { company, log, report, time } = watching();
    report([], { service: "payments" });
    company.brokerIs("away");
    time.now = 60_000;
    company.tick();
    company.brokerIs("back");
    company.tick();
    expect(log.present.services.payments.instances.get(1)).to.equal("running");
    expect(log.entries.map(({ kind }) => kind)).to.deep.equal(["started", "away", "back"]);
  });

  it("numbers the processes of a service, and sees one stop", () => {
    const { log, report } = watching();
    for (const reporter of ["a", "b"]) report([], { reporter });
    report([], { reporter: "a", isLast: true });
    expect([...log.present.services.orders.instances]).to.deep.equal([
      [1, "stopped"],
      [2, "running"],
    ]);
  });

  it("counts what was lost, and forgets what may be wrong since then", async () => {
    const { company, log, report, time } = watching();
    const hops = (await told("delivered")).entries
      .filter(isHop)
      .filter(({ service }) => service === "orders");
    const placed = hops.findIndex(
      (hop) => hop.kind === "handled" && hop.message.type === "orders.place-order",
    );
    report(hops.slice(0, placed + 1));
    time.now = (hops[placed]?.at ?? 0) + 1_000;
    company.tick();
    expect(log.present.services.orders.outbox.size).to.equal(1);
    report([], { lost: 7 });
    expect(company.lost()).to.equal(7);
    expect(log.present.services.orders.outbox.size).to.equal(0);
  });

  it("does not stumble over nonsense", () => {
    const { company, report, time } = watching();
    report([{ at: 1, kind: "handled", service: "orders", instance: 1 } as unknown as Hop]);
    report([], { service: "strangers" });
    time.now = 1_000;
    company.tick();
    expect(company.lost()).to.equal(1);
  });
});
