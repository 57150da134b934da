import { readFile } from "node:fs/promises";
import { expect } from "chai";

/** A schema without descriptions and examples. */
async function rulesOf(path: string): Promise<unknown> {
  const text = await readFile(new URL(`../../../${path}`, import.meta.url), "utf8");
  return JSON.parse(text, (key, value) => (key === "description" || key === "examples" ? undefined : value));
}

describe("The envelope", () => {
  for (const copy of ["messaging/test/envelope.json", "examples/contracts/envelope.json"]) {
    it(`admits the same in ${copy}`, async () => {
      expect(await rulesOf(copy)).to.deep.equal(await rulesOf("contracts/envelope.json"));
    });
  }
});
