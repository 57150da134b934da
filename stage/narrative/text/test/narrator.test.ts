import { readFileSync } from "node:fs";
import { expect } from "chai";
import pc from "picocolors";
import { instant } from "#messaging/instant.ts";
import { disabledGuarantees } from "../../../guarantees/disabled-guarantees.ts";
import { stories } from "../../../stories/index.ts";
import { because, began, didNothing, hop, place } from "../../../test/hops.ts";
import type { Entry } from "../../entry.ts";
import { questions } from "../questions.ts";
import { createTeller, unlimited } from "../story-lines.ts";

const plain = pc.createColors(false);
const present = {
  orders: new Map([["o1", { orderId: "o1", label: "#1", placedAt: began }]]),
  without: new Set<string>(),
};
const told = (...entries: readonly Entry[]): readonly string[] => {
  const tell = createTeller(began, { palette: plain, width: unlimited }, { present });
  return entries.flatMap(tell);
};

const placed = because(place, "orders.order-placed.v1");
const started = because(placed, "payments.payment-started.v1");

describe("A narrator", () => {
  it("says when, which order, who, and what came of a message, indented by cause", () => {
    const lines = told(
      hop({
        kind: "handled",
        message: place,
        did: {
          ...didNothing,
          saved: [{ key: "orders/o1", status: "awaiting-payment" }],
          published: [placed],
        },
      }),
      hop(
        {
          kind: "handled",
          message: placed,
          did: {
            saved: [{ key: "payments/o1", status: "charging" }],
            published: [started],
            called: ["payments.charge"],
            timersSet: [{ name: "payments.payment-expiry/o1", dueAt: began + 15 * 60_000 + 20 }],
            timersCancelled: [],
          },
        },
        { at: began + 20, service: "payments" },
      ),
    );

    expect(lines).to.deep.equal([
      "  0:00.000  #1  orders          place-order → order awaiting-payment · publishes order-placed",
      "  0:00.020  #1  payments          order-placed → payment charging · calls charge · sets payment-expiry in 15 min · publishes payment-started",
    ]);
  });

  it("says that the ledger still has one charge only where an earlier attempt had charged", () => {
    const charge = {
      id: "c1",
      orderId: "o1",
      key: "charge:o1",
      status: "succeeded",
      amount: { amount: 950, currency: "EUR" },
      card: "tok_flaky",
      createdAt: instant(began),
    } as const;
    const charged: Entry = { kind: "charge", at: began, charge };
    const call = { kind: "call", name: "payments.charge", cause: placed } as const;
    const failed = hop({ ...call, attempt: 1, failed: "503" });
    const answered = hop({ ...call, attempt: 2 });
    expect(told(failed, charged, answered).at(-1)).to.match(/answered; € ledger: 1 charge$/);
    expect(told(charged, failed, answered).at(-1)).to.match(/answered; € ledger: still 1 charge$/);
  });

  it("has no line for changes that a person does not see", () => {
    const lines = told(
      hop({ kind: "received", message: place, attempt: 1 }),
      hop({ kind: "published", message: place, again: false }),
      hop({ kind: "call", name: "payments.charge", cause: place, attempt: 1 }),
      hop({ kind: "handled", message: place, did: didNothing }),
      hop({ kind: "batch", size: 1, tookMs: 1, conflicts: 0 }),
      { kind: "delivered", at: began, queue: "orders.inbox", position: 1 },
      { kind: "settled", at: began, service: "orders", instance: 1, ids: [] },
    );

    expect(lines).to.deep.equal([]);
  });

  it("marks unusual results: ignored, a duplicate, retried, parked", () => {
    const lines = told(
      hop({ kind: "ignored", message: place, why: "nothing to do" }),
      hop({ kind: "duplicate", message: place }),
      hop({ kind: "retried", message: place, attempt: 2, tier: "1s", why: "not yet" }),
      hop({ kind: "parked", message: undefined, reason: "invalid-json", why: "no JSON" }),
    );

    expect(lines).to.deep.equal([
      "  0:00.000  #1  orders          place-order → ignored: nothing to do",
      "  0:00.000  #1  orders          place-order ⧉ duplicate",
      "  0:00.000  #1  orders          place-order ↻ attempt 2 in 1s: not yet",
      "  0:00.000      orders          a message ⚑ parked, invalid-json: no JSON",
    ]);
  });

  it("shows the begin and end of a fault, and its duration", () => {
    const by = { service: "orders", instance: 1 } as const;

    const lines = told(
      { kind: "killed", at: began, ...by, before: "publish" },
      { kind: "started", at: began + 60_000, ...by },
      { kind: "away", at: began + 60_000, what: "database", service: "couriers" },
      { kind: "back", at: began + 90_000, what: "database", service: "couriers" },
    );

    expect(lines).to.deep.equal([
      "  0:00.000      orders          ✝ orders#1 is killed: it has committed, and not yet published",
      "  1:00.000      orders          ▲ orders#1 starts again after 1 min",
      "  1:00.000      couriers        ✝ the database of couriers goes down",
      "  1:30.000      couriers        ▲ the database of couriers is back after 30 s",
    ]);
  });

  it("shows a mail by its subject, and marks one that is sent twice", () => {
    const mail = {
      notificationId: "n1",
      orderId: "o1",
      channel: "email",
      to: "",
      name: "",
      subject: "Hello",
      text: "",
    } as const;

    const lines = told({ kind: "mail", at: began, mail }, { kind: "mail", at: began, mail });

    expect(lines).to.deep.equal([
      "  0:00.000  #1  mailbox         ✉ “Hello”",
      "  0:00.000  #1  mailbox         ✉ “Hello” once more",
    ]);
  });
});

describe("Every story", () => {
  it("has a moral that begins with a short sentence", () => {
    const heads = stories.map(({ moral }) => moral.text.slice(0, moral.text.indexOf(". ") + 1));

    expect(heads.filter((head) => head === "" || head.length > 48)).to.deep.equal([]);
  });

  it("and every guarantee names a question that the documents ask", () => {
    const asked = new Set([
      ...stories.map(({ moral }) => moral.question),
      ...disabledGuarantees.map(({ question }) => question),
    ]);
    const unknown = [...asked].filter((number) => {
      const [title, file] = questions[number] ?? [];
      return !readFileSync(`docs/questions/${file}`, "utf8").includes(`### ${number}. ${title}\n`);
    });

    expect(unknown).to.deep.equal([]);
    expect([...asked].map(String)).to.have.members(Object.keys(questions));
  });

  it("whose moral names a guarantee names one that can be switched off", () => {
    const names = disabledGuarantees.map(({ name }) => name);

    expect(names).to.include.members(stories.flatMap(({ moral }) => moral.without ?? []));
  });
});
