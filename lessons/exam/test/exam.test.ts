import { expect } from "chai";
import { scriptedDialog } from "../../learn/test/scripted-dialog.ts";
import type { Case } from "../case.ts";
import { cases } from "../cases.ts";
import { complaintsOf } from "../complaints.ts";
import { look } from "../looks.ts";
import { playEvening, type Scene } from "../scene.ts";
import { suspectNames } from "../suspects.ts";
import { takeCase } from "../take-case.ts";

/** What the looks show of one order that somebody complains about. */
function factsOf(scene: Scene, label: string) {
  const order = look(scene, "order", label);
  const found = (pattern: RegExp) => order.flatMap((line) => pattern.exec(line)?.slice(1).join(" ") ?? []);
  const handled = new Set(found(/(\w+)#\d handled (\S+)/));
  const ledger = look(scene, "ledger", label);
  return {
    status: order[0]?.replace(label, ""),
    ignored: found(/(\w+)#\d ignored (\S+)/),
    ghosts: found(/(\w+)#\d dropped (\S+) as/).filter((dropped) => !handled.has(dropped)),
    received: order.some((line) => line.includes("payments#1 received orders.order-placed")),
    charges: ledger.filter((line) => line.includes("charge") && line.includes("succeeded")).length,
    refunds: ledger.filter((line) => line.includes("refund")).length,
    processed: look(scene, "processed", label).some((line) => /^payments: .*order-placed/.test(line)),
    payment: look(scene, "documents", label).some((line) => line.startsWith("payments ")),
  };
}

/** What tells a case from all others, from nothing but complaints and looks. */
function fingerprintOf(scene: Scene): string {
  const complaints = complaintsOf(scene);
  const labels = [...new Set(complaints.flatMap((text) => text.match(/#\d+/g) ?? []))].slice(0, 3);
  const isOverdue = (line: string) => line.includes("min ago");
  return JSON.stringify({
    complaints: [...new Set(complaints.map((text) => text.replaceAll(/#\d+|\d+\.\d+/g, "…")))].sort(),
    outbox: look(scene, "outbox", undefined).some(isOverdue),
    timers: look(scene, "timers", undefined).some(isOverdue),
    orders: [...new Set(labels.map((label) => JSON.stringify(factsOf(scene, label))))].sort(),
  });
}

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
      const [label = ""] = complaintsOf(scene)[0]?.match(/#\d+/) ?? [];
      const looks = path.map(({ look }) => `look ${look} ${label}`);
      const guess = [`guess ${suspectNames.indexOf(guilty) + 1}`, "that is what the looks showed"];
      const result = await takeCase(theCase, scene, scriptedDialog(...looks, ...guess), 100);
      expect(result).to.deep.include({ solved: true, points: 4 });
    });
  }

  it("has twelve cases that looks alone tell apart", async () => {
    const prints = new Map<string, number[]>();
    for (const theCase of cases) {
      const print = fingerprintOf(await sceneOf(theCase));
      prints.set(print, [...(prints.get(print) ?? []), theCase.number]);
    }
    expect([...prints.values()].filter((alike) => alike.length > 1)).to.deep.equal([]);
  });

  it("gives a hint for a sentence, and takes a point from the fifth on", async () => {
    const [theCase] = cases;
    const says = Array.from({ length: 5 }, () => "say money is missing from order 6");
    const dialog = scriptedDialog("say x", ...says, "guess late-money-ignored", "the ledger has no refund");
    const result = await takeCase(theCase as Case, await sceneOf(theCase), dialog, 100);
    expect(result).to.include({ points: 1, hints: 5 });
    expect(dialog.said).to.include("Say it in a sentence.").and.include(theCase?.hints[0]);
  });

  it("ends when the learner gives up, with the epilogue", async () => {
    const [theCase] = cases;
    const dialog = scriptedDialog("help", "look nowhere", "look order 999", "guess 21", "give up");
    const result = await takeCase(theCase as Case, await sceneOf(theCase), dialog, 100);
    expect(result).to.include({ solved: false, points: 0 });
    const text = dialog.said.join("\n");
    expect(text).to.include('"nowhere" cannot be looked at').and.include("there is no order 999");
    expect(text).to.include("Guess a number from 1 to 20").and.include("As shipped");
  });
});
