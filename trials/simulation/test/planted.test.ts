import { readFileSync } from "node:fs";
import { expect } from "chai";
import { plantedBugs } from "../planted/index.ts";
import { checkPlantedBug } from "../planted-check.ts";
import { editsOf, withBug } from "../repository-copy.ts";

const lost = {
  name: "lost",
  about: "an example",
  file: "orders/record.ts",
  line: "this is no line of any file",
  becomes: "",
};

describe("Planted bugs", () => {
  it("each find their line in the code as it is now", () => {
    const planted = plantedBugs
      .flatMap(editsOf)
      .map((edit) => withBug(readFileSync(edit.file, "utf8"), edit));

    expect(planted).to.have.length.above(24);
  });

  it("have names of their own", () => {
    expect(new Set(plantedBugs.map(({ name }) => name))).to.have.property("size", plantedBugs.length);
  });

  it("say so when their line is gone", () => {
    expect(() => withBug("const a = 1;", lost)).to.throw("orders/record.ts has 0 times, and not once");
  });

  it("say so when their line is there twice", () => {
    expect(() => withBug("a; a;", { ...lost, line: "a;" })).to.throw("has 2 times");
  });

  it("are caught: a message that is acknowledged before its commit", async () => {
    const bug = plantedBugs.find(({ name }) => name === "acknowledge-before-commit") ?? lost;

    const { caught } = await checkPlantedBug(bug, 5);

    expect(caught?.invariant).to.equal("nothing is acknowledged that is not dealt with");
  }).timeout(120_000);
});
