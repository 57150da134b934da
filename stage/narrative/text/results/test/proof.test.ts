import { expect } from "chai";
import { stories } from "../../../../stories/index.ts";
import { createLog } from "../../../log.ts";
import { runStory } from "../../../run-story.ts";
import { proofsIn } from "../proof.ts";

async function proofOf(name: string): Promise<readonly string[]> {
  const story = stories.find((one) => one.name === name);
  if (!story) throw new Error(`there is no story ${name}`);
  const log = createLog();
  await runStory(story, { seed: 1, log });
  return proofsIn(log.present);
}

describe("A story's proof is what the ledger and the mailbox say of", () => {
  const examples: Readonly<Record<string, readonly string[]>> = {
    "every-message-twice": ["#1 delivered · € ledger: charged €9.50 once · ✉ 6 mails, each once"],
    declined: ["#1 cancelled · € ledger: nothing charged · ✉ 2 mails, each once"],
    "cancellation-overtakes-order": ["#1 cancelled · € ledger: never asked · ✉ 2 mails, each once"],
    "kitchen-overloaded": [
      "#1 cancelled · € ledger: charged €9.50 once, refunded €9.50 once · ✉ 4 mails, each once",
      "#2 delivered · € ledger: charged €9.50 once · ✉ 6 mails, each once",
    ],
  };
  for (const [story, expected] of Object.entries(examples)) {
    it(`${story}: ${expected.join("; ")}`, async () => {
      expect(await proofOf(story)).to.deep.equal(expected);
    });
  }
});
