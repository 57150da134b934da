import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect } from "chai";
import { invariants } from "#stage/guarantees/invariants.ts";
import { numbersIn, predictionsIn, withExperiments } from "../documents.ts";
import { lessonNamed, lessons } from "../index.ts";
import { recorded } from "../lab/recording.ts";
import {
  type Experiment,
  isClaimed,
  isPossible,
  isTwoSided,
  type Lesson,
  type Prediction,
  runsInTab,
} from "../lesson.ts";
import { brokenPromises } from "../measures.ts";
import { proveLesson } from "../prove-lesson.ts";
import { isUndoable, type Undone, undoEach, withoutLine } from "../undo.ts";
import { answerFiles } from "../write-documents.ts";

/** A model that runs in a tab; of the company the page shows all that happens. */
const isDrawn = (lesson: Lesson): boolean => runsInTab(lesson) && lesson.ground !== "company";

/** A lesson that notes what it shows over time, and whether it ends with the measured number of the same name. */
function watching(lesson: Lesson) {
  const shown: { readonly name: string; readonly isMeasured: boolean }[] = [];
  const experiment: Experiment = async (run) => {
    const { recording, result } = await recorded(() => lesson.experiment(run));
    for (const { name, values } of recording?.courses ?? [])
      shown.push({ name, isMeasured: (result[name] ?? values.at(-1)) === values.at(-1) });
    return result;
  };
  return { shown, watched: { ...lesson, experiment } };
}

describe("every lesson", () => {
  it("claims something that can be told apart: the ranges of its two sides do not meet", () => {
    const vague = lessons.filter(({ predictions }) => !predictions.every(isTwoSided));
    expect(vague.map(({ name }) => name)).to.deep.equal([]);
  });

  it("accepts each number that it claims as a guess", () => {
    const narrow = lessons.filter(({ predictions }) =>
      predictions.some((one) => ![...one.off, ...one.on].every((value) => isPossible(one, value))),
    );
    expect(narrow.map(({ name }) => name)).to.deep.equal([]);
  });

  it("asks for a number that a guess can miss: not only for 0 or 1", () => {
    const isYesOrNo = ({ off, on }: Prediction) => Math.max(...off, ...on) <= 1;
    const tame = lessons.filter(({ predictions }) => predictions.every(isYesOrNo));
    expect(tame.map(({ name }) => name)).to.deep.equal([]);
  });

  it("says before the guess what OFF is, and what ON is", () => {
    const silent = lessons.filter(({ compares }) => !/^OFF: .+\. ON: .+\.$/.test(compares));
    expect(silent.map(({ name }) => name)).to.deep.equal([]);
  });

  for (const lesson of lessons.filter(({ ground }) => ground !== "server")) {
    it(`${lesson.name}: both sides measure what it claims`, async () => {
      const { shown, watched } = watching(lesson);
      expect((await proveLesson(watched, 1)).contradictions).to.deep.equal([]);
      expect(shown.filter(({ isMeasured }) => !isMeasured)).to.deep.equal([]);
      expect(shown.length > 0, "the page draws it over time").to.equal(isDrawn(lesson));
    });
  }

  it("measures each invariant of the company", () => {
    expect(Object.values(brokenPromises)).to.have.members(invariants.map(({ name }) => name));
  });

  it("names a line of this repository that exists", () => {
    const missing = lessons.filter(
      ({ because }) => because && !readFileSync(because.file, "utf8").includes(because.name),
    );
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });

  it("has two wrong answers and two follow-ups at least, and an explanation of eight lines at most", () => {
    const thin = lessons.filter(
      ({ explain, followUps, wrong }) =>
        wrong.length < 2 || followUps.length < 2 || explain.split("\n").length > 8,
    );
    expect(thin.map(({ name }) => name)).to.deep.equal([]);
  });

  it("is a file of 40 to 80 lines: data, whose model and changes stand elsewhere", () => {
    const rooms = ["brokers", "load", "once", "process", "telling"];
    const files = rooms.flatMap((room) =>
      readdirSync(`lessons/${room}`).map((name) => `lessons/${room}/${name}`),
    );
    const linesOf = (file: string): number => readFileSync(file, "utf8").trimEnd().split("\n").length;
    const wrong = files.filter((file) => linesOf(file) < 40 || linesOf(file) > 80);
    expect(wrong.map((file) => `${file} has ${linesOf(file)} lines`)).to.deep.equal([]);
    expect(files.map((file) => basename(file, ".ts"))).to.have.members(lessons.map(({ name }) => name));
  });

  it("has a knob if it is a model", () => {
    const stiff = lessons.filter(({ ground, knobs = [] }) => ground === "lab" && knobs.length === 0);
    expect(stiff.map(({ name }) => name)).to.deep.equal([]);
  });

  it("has a name of its own", () => {
    const names = lessons.map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)]);
  });
});

describe("a responsible line that can be undone", () => {
  it("occurs once in its file, so that it is clear what is undone", () => {
    for (const { because } of lessons.filter(isUndoable)) {
      const code = readFileSync(because.file, "utf8");
      expect(withoutLine(code, because)).to.not.equal(code);
    }
  });

  it("is the cause: with it undone, the ON side contradicts the claim", async () => {
    const outbox = [lessonNamed("outbox")].filter(isUndoable);
    const undone: Undone[] = [];
    await undoEach(outbox, 1, (one) => undone.push(one));
    expect(undone).to.deep.equal([
      {
        name: "outbox",
        failingSeeds: [1],
        found: ["outbox on, seed 1: neverEnded is 10 orders, not 0 to 0"],
      },
    ]);
  });

  it("is refused when the code has changed, and it is not there any more", () => {
    const because = {
      file: "messaging/inbox/commit-batch.ts",
      name: "await store.commit(change);",
      undo: "",
    };
    expect(() => withoutLine("nothing of the kind", because)).to.throw(
      "messaging/inbox/commit-batch.ts contains this 0 times instead of once: await store.commit(change);",
    );
  });
});

describe("The ninety answers", () => {
  const texts = answerFiles().map((file) => readFileSync(file, "utf8"));

  it("name the lessons that prove them: npm run prove -- --documents writes them", () => {
    const noNumbers = (text: string): string =>
      text.replaceAll(/\n> ?/g, " ").replaceAll(/Without: \S+, with: [\d.]*[\dN]a?N?/g, "Without and with");
    for (const text of texts) {
      expect(noNumbers(text)).to.equal(noNumbers(withExperiments(text, lessons, new Map())));
    }
  });

  it("show numbers of each experiment that are in the ranges of its claim", () => {
    for (const text of texts) {
      const shown = numbersIn(text);
      const wrong = predictionsIn(text, lessons).filter((prediction, i) => {
        const [off, on] = shown[i] ?? [];
        return !isClaimed(prediction, "off", off) || !isClaimed(prediction, "on", on);
      });
      expect(wrong).to.deep.equal([]);
    }
  });
});
