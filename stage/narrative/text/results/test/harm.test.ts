import { expect } from "chai";
import pc from "picocolors";
import { disabledGuarantees } from "../../../../guarantees/disabled-guarantees.ts";
import { stories } from "../../../../stories/index.ts";
import { createLog } from "../../../log.ts";
import { runStory } from "../../../run-story.ts";
import { unlimited } from "../../story-lines.ts";
import { tellStory } from "../../tell-story.ts";
import { harmsIn } from "../harm.ts";

/** The lines of a guarantee's story without the guarantee, and the harm. @param width in columns */
async function without(name: string, width = 80) {
  const guarantee = disabledGuarantees.find((one) => one.name === name);
  const story = stories.find((one) => one.name === guarantee?.shownBy);
  if (!guarantee || !story) throw new Error(`no story shows ${name}`);
  const log = createLog();
  const result = await runStory(story, { seed: 1, log, without: guarantee });
  const drawing = { palette: pc.createColors(false), width };
  const lines = tellStory(story, log, result, { seed: 1, without: guarantee, all: false }, drawing);
  return { harms: harmsIn(log.present), lines: lines.join("\n").split("\n") };
}

describe("Without a guarantee, of the steps that are shown", () => {
  const steps: Readonly<Record<string, readonly string[]>> = {
    dedup: [
      "✉ “Marie will deliver your order” once more",
      "✉ “Payment received: €9.50” once more",
      "✉ “Trattoria Sole is preparing your order” once more",
      "✉ “Your order is on the way” once more",
      "✉ “Your order has been delivered” once more",
    ],
    outbox: ["✝ orders#1 is killed: it has committed, and not yet published"],
    "version-check": ["order-cancelled → ignored: the payment is expired"],
    tombstone: [
      "€ ledger: charged €9.50 (key charge:#1)",
      "check-order → ticket cooking · sets cooking-done in 20 min · publishes order-confirmed",
      "order-confirmed → delivery assigned · publishes courier-assigned",
    ],
    refund: ["order-cancelled → payment refunding"],
    "idempotency-key": ["€ ledger: charged €9.50 (key charge:#1@00.819)"],
    "publisher-confirms": ["place-order → order awaiting-payment · publishes order-placed"],
    "late-acknowledgement": ["✝ payments#1 is killed: it has decided, and not yet committed"],
    "commit-before-publish": ["payment-expired → order cancelled · publishes order-cancelled"],
  };

  for (const { name } of disabledGuarantees) {
    it(`those that did the harm are marked, and none of them is folded: ${name}`, async () => {
      const { lines } = await without(name, unlimited);
      const marked = lines.flatMap((line) => /^ +[\d:.]+ .* ✗ (.+)$/.exec(line)?.[1] ?? []);

      expect(marked).to.deep.equal(steps[name]);
    });
  }

  it("those that led to the harm are not folded either: without refund, payments is paid, and hears of the cancellation", async () => {
    const { lines } = await without("refund", unlimited);
    const ofPayments = lines.flatMap((line) => / #1 +payments +(.+)$/.exec(line)?.[1] ?? []);

    expect(ofPayments.map((line) => line.replace(/ ·.*/, ""))).to.deep.equal([
      "order-placed → payment charging",
      "charge-settled → payment paid",
      "✗ order-cancelled → payment refunding",
    ]);
  });
});

describe("Without a guarantee, the harm is", () => {
  const waits =
    "Ada waits for #1 forever: it is still awaiting payment, and no message or timer is left to move it on.";
  const examples: Readonly<Record<string, readonly string[]>> = {
    dedup: ["Ada got 5 mails twice."],
    outbox: [waits],
    "version-check": ["never got their money back", "were told that they had paid"],
    tombstone: ["Ada paid €9.50 for #1, which was cancelled", "although Ada had cancelled it."],
    refund: ["Ada paid €9.50 for #1, which was cancelled, and never got it back."],
    "idempotency-key": ["Ada was charged twice for #1: €19.00 instead of €9.50."],
    "publisher-confirms": [waits],
    "late-acknowledgement": [waits],
    "commit-before-publish": ["were told that they had paid, and then that their orders were cancelled"],
  };

  it("reported for every guarantee that can be switched off", () => {
    expect(Object.keys(examples)).to.have.members(disabledGuarantees.map(({ name }) => name));
  });

  it("explained for the mail that came once: without dedup, a copy of its message still finds the order in the database", async () => {
    const { lines } = await without("dedup");
    expect(lines.join(" ").replaceAll(/\s+/g, " ")).to.include(
      "✗ Ada got 5 mails twice. The first came once: notifications ignored the copy of its message " +
        "because the order is already known.",
    );
  });

  for (const [name, expected] of Object.entries(examples)) {
    it(`${name}: ${expected.join("; ")}`, async () => {
      const { harms, lines } = await without(name);

      expect(harms).to.have.length(expected.length);
      for (const [i, part] of expected.entries()) expect(harms[i]).to.include(part);
      expect(lines.length, "with the four lines of the legend, on a screen of 50").to.be.at.most(50 - 4);
      expect(Math.max(...lines.map((line) => [...line].length))).to.be.at.most(80);
    });
  }
});
