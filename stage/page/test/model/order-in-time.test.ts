import { expect } from "chai";
import fc from "fast-check";
import type { Action } from "../../../browser/action.ts";
import { anOrder, companyThatLost, played, playOut, sessionOf } from "../../../browser/test/played.ts";
import type { Entry } from "../../../narrative/entry.ts";
import { createLog, type NarrativeLog } from "../../../narrative/log.ts";
import { orderOf } from "../../../narrative/order-of.ts";
import { meaningOf } from "../../model/meaning.ts";
import { rangeOf } from "../../model/timeline/labels.ts";
import { lanes, timelineLayout } from "../../model/timeline/layout.ts";
import { createOrderIndex } from "../../model/timeline/order-index.ts";
import type { TimelineLayout } from "../../model/timeline/picture.ts";

/** The timeline of the first order in a log. */
function timelineOf(log: NarrativeLog): TimelineLayout {
  const [orderId = ""] = log.present.orders.keys();
  return timelineLayout(log, createOrderIndex(log, log.first).positionsOf(orderId), 1_200);
}

/** A log of the same entries, in which the hop that asked for the first mail is reported two milliseconds after the mail has left. */
function withHopAfterItsMail(log: NarrativeLog): NarrativeLog {
  const entries = [...log.entries];
  const mail = entries.findIndex(({ kind }) => kind === "mail");
  const asked = entries.findLastIndex((entry, i) => i < mail && isSending(entry));
  const [hop] = entries.splice(asked, 1);
  const at = (entries[mail - 1]?.at ?? 0) + 2;
  const late = createLog();
  const [before, after] = [entries.slice(0, mail), entries.slice(mail)];
  for (const entry of [...before, ...(hop ? [{ ...hop, at }] : []), ...after]) late.append(entry);
  return late;
}

const isSending = (entry: Entry): boolean =>
  entry.kind === "handled" && entry.did.called.includes("notifications.send");

describe("A mail in the timeline", () => {
  it("stands after the hop that sends it, with a line from there, though the hop is reported later", async () => {
    const { log } = await played({ story: "delivered" });
    const late = withHopAfterItsMail(log);
    const first = late.entries.findIndex(({ kind }) => kind === "mail");
    expect(late.entries.findIndex(isSending)).to.be.above(first);
    const { arrows, marks } = timelineOf(late);
    const mails = marks.filter(({ kind }) => kind === "mail");
    expect(mails).to.have.length(6);
    for (const mail of mails) {
      const line = arrows.find(({ to }) => to === mail);
      expect(lanes[line?.from.lane ?? 0]).to.equal("notifications");
      expect(line?.from.x).to.be.at.most(mail.x);
    }
  });
});

/** A log in which Ada orders, and payments is killed a few milliseconds later; it stays dead. @param atMs of the kill */
async function killedAt(atMs: number): Promise<NarrativeLog> {
  const kill = { do: "kill", service: "payments", instance: 1 } as const;
  const session = await sessionOf({
    actions: [
      { at: 10, action: anOrder },
      { at: atMs, action: kill },
    ],
  });
  while (session.now() - session.began.at < 5_000) await session.step();
  return session.log;
}

describe("A commit of an instance that is killed before it reports it", () => {
  for (const { atMs, meaning, order, status, title, why } of [
    {
      ...{ atMs: 85, order: ["committed", "killed"], status: "charging", why: "committed, not yet told" },
      meaning: /^Documents, handled ids, outbox, and timers changed together, or not at all.$/,
      title: "payments commits order-placed, and is killed before it tells",
    },
    {
      ...{ atMs: 105, order: ["killed", "committed"], status: "paid", why: "the write was under way" },
      meaning: /^The write was under way when the instance was killed/,
      title: "payments commits charge-settled: the write was under way when it was killed",
    },
  ])
    it(`is drawn, as the map counts it: ${status}`, async () => {
      const log = await killedAt(atMs);
      const { bars, marks } = timelineOf(log);
      const payments = lanes.indexOf("payments");
      const drawn = marks.filter(({ kind, lane }) => lane === payments && order.includes(kind));
      const inOrder = drawn.toSorted((a, b) => a.position - b.position);
      expect(inOrder.map(({ kind }) => kind)).to.deep.equal(order);
      const commit = drawn.find(({ kind }) => kind === "committed");
      expect(commit?.label?.text).to.equal(`${status}: ${why}`);
      expect(commit?.title).to.equal(title);
      const entry = log.entry(commit?.position ?? 0);
      expect(entry && meaningOf(log, commit?.position ?? 0, entry)).to.match(meaning);
      const [orderId = ""] = log.present.orders.keys();
      const kept = log.present.services.payments.documents.get(`payments/${orderId}`)?.document;
      expect(kept).to.include({ status });
      // The timer that bounds the payment runs on until it is paid.
      const [bar] = bars.filter(({ lane }) => lane === payments);
      expect(bar?.isCancelled).to.equal(status === "paid");
      if (status === "paid") expect(bar?.to).to.equal(commit?.x);
    });

  it("is not drawn where its hop is reported", async () => {
    const { marks } = timelineOf((await played({ story: "delivered" })).log);
    expect(marks.filter(({ kind }) => kind === "committed")).to.deep.equal([]);
  });
});

/** What happened to the system, as the timeline of the first order shows it. */
const systemIn = (log: NarrativeLog): readonly string[] =>
  timelineOf(log).marks.flatMap(({ kind, title }) => (faults.has(kind) ? [title] : []));
const faults: ReadonlySet<Entry["kind"]> = new Set(["killed", "started", "guarantee", "away", "back"]);

describe("The faults in the timeline of an order", () => {
  const kill = { do: "kill", service: "couriers", instance: 1 } as const;
  const start = { do: "start", service: "couriers", instance: 1 } as const;
  const minute = 60_000;

  it("end soon after an order that is lost: with the kill that lost it, and the start that comes a minute later", async () => {
    const { log } = await playOut(await companyThatLost());
    expect(systemIn(log)).to.deep.equal([
      "outbox is switched off",
      "orders#1 is killed between commit and publish",
      "orders#1 is started",
    ]);
  });

  it("leave out those of the time in which it was lost, if its customer cancels it later", async () => {
    const company = await companyThatLost();
    const [orderId = ""] = company.log.present.orders.keys();
    await company.act(kill);
    await company.act(start);
    await company.act({ do: "cancel", orderId });
    const { log } = await playOut(company);
    expect(statusIn(log)).to.equal("cancelled");
    expect(systemIn(log)).to.deep.equal([
      "outbox is switched off",
      "orders#1 is killed between commit and publish",
      "orders#1 is started",
    ]);
  });

  it("go on as long as an order is under way, however long it waits, and end with it", async () => {
    const at = (ms: number, action: Action) => ({ at: ms, action });
    const { log } = await played({
      actions: [
        at(0, { ...anOrder, card: "tok_confirm" }),
        ...[at(minute, kill), at(minute + 10, start)],
        ...[at(60 * minute, kill), at(60 * minute + 10, start)],
      ],
    });
    expect(statusIn(log)).to.be.oneOf(["delivered", "cancelled"]);
    expect(systemIn(log)).to.deep.equal(["couriers#1 is killed", "couriers#1 is started"]);
  });
});

const statusIn = (log: NarrativeLog): string | undefined =>
  orderOf(log.present, [...log.present.orders.keys()][0] ?? "")?.status;

describe("The picture of an order", () => {
  it("is as wide as its labels need, also where a long one is the last", async () => {
    const company = await sessionOf({ actions: [{ at: 0, action: { ...anOrder, card: "tok_confirm" } }] });
    while (company.now() - company.began.at < 5_000) await company.step();
    const [orderId = ""] = company.log.present.orders.keys();
    const positions = createOrderIndex(company.log, company.began.position).positionsOf(orderId);
    const room = fc.integer({ min: 300, max: 1_600 });
    fc.assert(
      fc.property(room, fc.integer({ min: 1, max: positions.length }), (is, shown) => {
        const { marks, width } = timelineLayout(company.log, positions.slice(0, shown), is);
        const ends = marks.flatMap(({ label, x }) =>
          label ? [rangeOf(x, label.text, label.isBefore).to] : [],
        );
        expect(Math.max(0, ...ends)).to.be.below(width);
      }),
    );
  });
});
