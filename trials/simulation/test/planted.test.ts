import { readFileSync } from "node:fs";
import { expect } from "chai";
import { plantedBugs } from "../planted/index.ts";
import { checkPlantedBug } from "../planted-check.ts";
import { editsOf, withBug } from "../repository-copy.ts";

const lost = {
  name: "lost",
  about: "an example",
  file: "orders/record.ts",
  line: "a line that no file contains",
  becomes: "",
};

describe("Planted bugs", () => {
  it("each match a line of the current code", () => {
    const planted = plantedBugs
      .flatMap(editsOf)
      .map((edit) => withBug(readFileSync(edit.file, "utf8"), edit));

    expect(planted).to.have.length.above(24);
  });

  it("have unique names", () => {
    expect(new Set(plantedBugs.map(({ name }) => name))).to.have.property("size", plantedBugs.length);
  });

  it("are rejected if their line is gone", () => {
    expect(() => withBug("const a = 1;", lost)).to.throw(
      "orders/record.ts contains this line 0 times instead of once",
    );
  });

  it("are rejected if their line occurs twice", () => {
    expect(() => withBug("a; a;", { ...lost, line: "a;" })).to.throw("contains this line 2 times");
  });

  it("are caught: a message that is acknowledged before its commit", async () => {
    const bug = plantedBugs.find(({ name }) => name === "acknowledge-before-commit") ?? lost;

    const { caught } = await checkPlantedBug(bug, 5);

    expect(caught?.invariant).to.equal("a message is acknowledged only once handled or moved on");
  }).timeout(120_000);
});
