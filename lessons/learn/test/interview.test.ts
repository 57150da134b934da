import { expect } from "chai";
import fc from "fast-check";
import { lessons } from "../../index.ts";
import { questions } from "../../questions/index.ts";
import { drawQuestions, interview } from "../interview.ts";
import { scriptedDialog } from "./scripted-dialog.ts";

const [first] = drawQuestions(questions, 1, () => 0);

describe("An interview", () => {
  it("draws different questions, as many as wanted", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999 })),
        (many, chance) => {
          const drawn = drawQuestions(questions, many, () => chance.next().value ?? 0);
          expect(new Set(drawn).size).to.equal(Math.min(many, 90));
        },
      ),
    );
  });

  it("asks further for each point that was missing, and lists the gaps with a lesson for each", async () => {
    const question = questions.find(({ number }) => number === 14);
    if (!question) throw new Error("there is no question 14");
    let now = 0;
    const dialog = scriptedDialog("", "y", "n", "y", "y", "");
    const gaps = await interview([question], {
      dialog,
      lessons,
      now: () => {
        now += 100_000;
        return now;
      },
      width: 100,
    });
    expect(gaps).to.deep.equal([{ question, missing: [question.mustSay[1]] }]);
    const text = dialog.said.join("\n");
    expect(text).to.include("You spoke for 100 seconds, 10 more than an interviewer listens");
    expect(text).to.include(question.mustSay[1].ifMissing).and.include("npm run learn -- lost-answers");
    expect(text).not.to.include(question.mustSay[0].ifMissing);
  });

  it("without a gap says so, and gives no grade", async () => {
    if (!first) throw new Error("no question was drawn");
    const dialog = scriptedDialog("", ...first.mustSay.map(() => "y"));
    await interview([first], { dialog, lessons, now: () => 0, width: 80 });
    expect(dialog.said.at(-1)).to.include("No gaps.");
  });
});
