import { expect } from "chai";
import pc from "picocolors";
import { disabledGuarantees } from "../../../../guarantees/disabled-guarantees.ts";
import { stories } from "../../../../stories/index.ts";
import { createLog } from "../../../log.ts";
import { runStory } from "../../../run-story.ts";
import { tellStory } from "../../tell-story.ts";
import { harmsIn } from "../harm.ts";

/** The lines of a guarantee's story without the guarantee, and the harm. */
async function without(name: string) {
  const guarantee = disabledGuarantees.find((one) => one.name === name);
  const story = stories.find((one) => one.name === guarantee?.shownBy);
  if (!guarantee || !story) throw new Error(`no story shows ${name}`);
  const log = createLog();
  const result = await runStory(story, { seed: 1, log, without: guarantee });
  const drawing = { palette: pc.createColors(false), width: 80 };
  const lines = tellStory(story, log, result, { seed: 1, without: guarantee, all: false }, drawing);
  return { harms: harmsIn(log.present), lines: lines.join("\n").split("\n") };
}

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
      expect(lines.length, "with the three lines of the legend").to.be.below(42 - 3);
      expect(Math.max(...lines.map((line) => [...line].length))).to.be.at.most(80);
    });
  }
});
