import { readFileSync } from "node:fs";
import { expect } from "chai";
import { replaceOnce } from "#tooling/repository-copy/repository-copy.ts";
import { editsOf } from "../planted/plant.ts";
import { checkPlantedBug } from "../planted-check.ts";
import { subjects } from "../subject.ts";

const plantedBugs = [...subjects.choreography.planted, ...subjects.twin.planted];

const lost = {
  name: "lost",
  about: "an example",
  file: "orders/record-fact.ts",
  line: "a line that no file contains",
  becomes: "",
};

describe("Planted bugs", () => {
  it("each match a line of the current code", () => {
    const planted = plantedBugs
      .flatMap(editsOf)
      .map(({ file, line, becomes }) => replaceOnce(file, readFileSync(file, "utf8"), line, becomes));

    expect(planted).to.have.length.above(24);
  });

  it("have unique names", () => {
    expect(new Set(plantedBugs.map(({ name }) => name))).to.have.property("size", plantedBugs.length);
  });

  it("are rejected if their line is gone", () => {
    expect(() => replaceOnce(lost.file, "const a = 1;", lost.line, "")).to.throw(
      "orders/record-fact.ts contains this 0 times instead of once",
    );
  });

  it("are rejected if their line occurs twice", () => {
    expect(() => replaceOnce(lost.file, "a; a;", "a;", "")).to.throw("contains this 2 times");
  });

  it("are caught: a message that is acknowledged before its commit", async () => {
    const bug = plantedBugs.find(({ name }) => name === "acknowledge-before-commit") ?? lost;

    const { caught } = await checkPlantedBug(bug, 5);

    expect(caught?.invariant).to.equal("a message is acknowledged only once handled or moved on");
  });
});
