import { expect } from "chai";
import { played } from "../../../browser/test/played.ts";
import { headlineAt } from "../../model/words.ts";

describe("What the line beside the clock tells of queues", () => {
  const told = async (story: string) => {
    const { log } = await played({ story });
    return log.entries.map((entry, at) => headlineAt(log, at, entry));
  };

  it("is what happens to a message, for which service, and never the name of a queue", async () => {
    const lines = await told("retries-exhausted");
    expect(lines).to.include.members([
      "order-placed arrives at payments",
      "order-picked-up waits 5 s for notifications, attempt 3",
      "order-picked-up arrives at notifications again, attempt 3",
      "a message leaves the 5 s retry tier of notifications: its time is over",
      "order-picked-up is parked for notifications",
    ]);
    expect(lines.filter((line) => /\.(inbox|retry|parked)\b/.test(line))).to.deep.equal([]);
  });
});
