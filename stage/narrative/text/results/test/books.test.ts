import { expect } from "chai";
import pc from "picocolors";
import { disabledGuarantees } from "../../../../guarantees/disabled-guarantees.ts";
import { stories } from "../../../../stories/index.ts";
import { createLog } from "../../../log.ts";
import { runStory } from "../../../run-story.ts";
import { booksText } from "../books.ts";
import { verdictLines } from "../verdict-lines.ts";

/** What is broken in the story of a guarantee without it, and the log of the story. */
async function brokenWithout(name: string) {
  const guarantee = disabledGuarantees.find((one) => one.name === name);
  const story = stories.find((one) => one.name === guarantee?.shownBy);
  if (!guarantee || !story) throw new Error(`no story shows ${name}`);
  const log = createLog();
  const { violations } = await runStory(story, { seed: 1, log, without: guarantee });
  return { log, violations };
}

describe("The books of a story", () => {
  it("count what is broken of each promise, and tell the violation that harmed nobody", async () => {
    const { log, violations } = await brokenWithout("version-check");

    expect(booksText(violations, log)).to.equal(
      "22 violations of 4 promises (5 + 2 + 10 + 5); --json lists them. 4 harmed nobody, such as: orders/#30 changed from confirmed to paid",
    );
  });

  it("count no story that could not finish as a broken promise", async () => {
    const { log, violations } = await brokenWithout("late-acknowledgement");

    expect(booksText(violations, log)).to.equal(
      "2 violations of 2 promises (1 + 1); --json lists them. The story could not finish: order #1 should be delivered, but is awaiting-payment after an hour",
    );
  });
});

describe("The verdict at the end of npm start, as lines", () => {
  it("calls a message after its type and its order, not by its id", async () => {
    const { log, violations } = await brokenWithout("dedup");
    const drawing = { palette: pc.createColors(false), width: 200 };

    expect(
      verdictLines({ isGood: false, violations, notes: [], isComplete: true }, log, drawing),
    ).to.deep.equal([
      "✗ Ada got 5 mails twice.",
      "✗ no message is handled twice: payments handled charge-settled of #1 twice (and 23 more violations)",
      "✗ no notification is sent twice: courier-assigned of order #1 was sent by email twice (and 4 more violations)",
    ]);
  });
});
