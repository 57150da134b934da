import { expect } from "chai";
import { scriptedDialog } from "../../learn/test/scripted-dialog.ts";
import type { Case } from "../case.ts";
import { cases } from "../cases.ts";
import { complaintsOf } from "../complaints.ts";
import { labelsIn } from "../fingerprint.ts";
import { playAll, unfairIn } from "../prove-exam.ts";
import { playEvening, type Scene } from "../scene.ts";
import { suspectNames } from "../suspects.ts";
import { takeCase } from "../take-case.ts";

/** The evenings, and the cases that share each of them. */
const evenings = [...new Set(cases.map((one) => one.circumstances))].map((circumstances) => ({
  circumstances,
  numbers: cases.filter((one) => one.circumstances === circumstances).map(({ number }) => number),
}));

describe("The exam", () => {
  const scenes = new Map<Case, Scene>();

  async function sceneOf(theCase: Case | undefined): Promise<Scene> {
    if (!theCase) throw new Error("there is no such case");
    const scene = scenes.get(theCase) ?? (await playEvening(theCase, 1));
    scenes.set(theCase, scene);
    return scene;
  }

  for (const { circumstances, numbers } of evenings) {
    it(`keeps every promise on the evening of case ${numbers.join(", ")}, without a mutation`, async () => {
      const scene = await playEvening(circumstances ? { circumstances } : {}, 1, false);
      expect(scene.violations).to.deep.equal([]);
      expect(complaintsOf(scene)).to.deep.equal([]);
    });
  }

  for (const theCase of cases) {
    const { guilty, number, path } = theCase;
    it(`has case ${number}, ${guilty}, which breaks a promise so that people complain`, async () => {
      const scene = await sceneOf(theCase);
      expect(scene.violations).not.to.deep.equal([]);
      expect(complaintsOf(scene)).not.to.deep.equal([]);
    });

    it(`gives all points for case ${number} to who takes its path of looks`, async () => {
      const scene = await sceneOf(theCase);
      const [label = ""] = labelsIn(scene);
      const looks = path.map(({ look, of = label }) => `look ${look} ${of}`);
      const guess = [`guess ${suspectNames.indexOf(guilty) + 1}`, "that is what the looks showed"];
      const result = await takeCase(theCase, scene, scriptedDialog(...looks, ...guess), 100);
      expect(result).to.deep.include({ solved: true, points: 4 });
    });
  }

  it("can be solved: each path shows what it says, and no two cases look alike", async () => {
    const evenings = new Map<number, Scene>();
    for (const theCase of cases) evenings.set(theCase.number, await sceneOf(theCase));
    expect(unfairIn(evenings)).to.deep.equal([]);
  });

  it("can be solved on other evenings, too (npm run exam -- --prove 20 tries twenty)", async () => {
    expect(unfairIn(await playAll(2))).to.deep.equal([]);
  });

  it("is unfair if a look does not show what the path says, or two cases look alike", async () => {
    const [first, second] = cases;
    const evenings = new Map<number, Scene>();
    for (const theCase of cases) evenings.set(theCase.number, await sceneOf(theCase));
    evenings.set(2, await sceneOf(first));
    expect(unfairIn(evenings)).to.include("cases 1 and 2 look alike");
    expect(unfairIn(evenings).join("\n")).to.include(
      `case 2: look timers #6 does not show: ${second?.path[0]?.shows}`,
    );
  });

  it("gives a hint for a sentence, and takes a point from the fifth on", async () => {
    const [theCase] = cases;
    const says = Array.from({ length: 5 }, () => "say I am lost");
    const dialog = scriptedDialog(
      "say late money",
      ...says,
      "guess late-money-ignored",
      "the ledger has no refund",
    );
    const result = await takeCase(theCase as Case, await sceneOf(theCase), dialog, 100);
    expect(result).to.include({ points: 1, hints: 5 });
    expect(dialog.said.join(" ").replaceAll(/\s+/g, " "))
      .to.include("Solved: 1 of 4 points. 2 for the suspect; 0 of 2 for evidence")
      .and.include("1 less for more than four hints.");
    expect(dialog.said)
      .to.include("Say it in a sentence, of three words or more.")
      .and.include(theCase?.hints[0]);
  });

  it("ends when the learner gives up, with the epilogue", async () => {
    const [theCase] = cases;
    const dialog = scriptedDialog(
      "help",
      "leave",
      "ledger",
      "look nowhere",
      "look order 999",
      "guess 21",
      "give up",
    );
    const result = await takeCase(theCase as Case, await sceneOf(theCase), dialog, 100);
    expect(result).to.include({ solved: false, points: 0 });
    const text = dialog.said.join("\n");
    expect(text).to.include("q                   leaves").and.include("There is no command leave.");
    expect(text).to.include("There is no command ledger. Did you mean look ledger? All commands: help.");
    expect(text).to.include('"nowhere" cannot be looked at').and.include("There is no order 999.");
    expect(text).to.include("Guess a number from 1 to 20").and.include("As shipped");
  });
});
