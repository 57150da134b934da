import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { newReaction } from "../new-reaction.ts";
import { recipes } from "../steps.ts";

describe("The recipes that CI follows in a copy", () => {
  let text: string;

  before(async () => {
    text = await readFile(new URL("../../../CONTRIBUTING.md", import.meta.url), "utf8");
  });

  for (const [recipe, steps] of Object.entries({ ...recipes, "A new reaction": newReaction })) {
    it(`have the steps that CONTRIBUTING.md has: ${recipe}`, () => {
      expect(stepsIn(text, recipe)).to.deep.equal(Object.keys(steps));
    });
  }
});

/** The bold first words of a recipe's numbered steps. */
function stepsIn(text: string, recipe: string): readonly string[] {
  const [, part = ""] = text.split(`\n## ${recipe}\n`);
  const [own = ""] = part.split("\n## ");
  return own
    .split("\n")
    .filter((line) => /^\d+\. /.test(line))
    .map((line) => /^\d+\. \*\*(\w+)\.\*\*/.exec(line)?.[1] ?? line);
}
