import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect } from "chai";
import fc from "fast-check";
import { anyOf } from "#tooling/testing/arbitrary.ts";
import { differences } from "../../gate/schema/differences.ts";
import { wholeFile } from "../../gate/schema/flatten.ts";
import type { Json } from "../../generator/contracts.ts";
import type { Case } from "./cases/event-cases.ts";
import { fieldCases } from "./cases/field-cases.ts";
import { limitCases, refCases, typeCases } from "./cases/value-cases.ts";
import { applyEdits, type Copy, copyContracts } from "./contracts-copy.ts";

const cases = [...fieldCases, ...typeCases, ...limitCases, ...refCases];

describe("The gate's results, compared with a validator on random messages", () => {
  let copy: Copy;

  before(async () => {
    copy = await copyContracts();
  });

  after(() => copy.remove());

  for (const one of cases) {
    it(one.name, async () => {
      const [before, after] = await schemasOf(one);
      const found = differences(
        wholeFile({ file: "old", schema: before }),
        wholeFile({ file: "new", schema: after }),
      );

      // Whatever the gate reports, a message may break only where the gate said that it can.
      const refusedNow = counterexample(before, after);
      if (!found.some(({ narrower }) => narrower)) expect(refusedNow, "fits no longer").to.equal(undefined);
      const refusedThen = counterexample(after, before);
      if (!found.some(({ wider }) => wider)) expect(refusedThen, "did not fit before").to.equal(undefined);
    });
  }

  async function schemasOf({ given = [], change }: Case): Promise<[Json, Json]> {
    const file = change.map((edit) => edit.file).find((name) => name.startsWith("events/")) ?? "";
    const read = async () => JSON.parse(await readFile(join(copy.folder, file), "utf8"));
    const undoGiven = await applyEdits(copy, given);
    const before = await read();
    const undoChange = await applyEdits(copy, change);
    const after = await read();
    await undoChange();
    await undoGiven();
    return [before, after];
  }
});

/** Searches a few hundred messages for one that one schema accepts and the other refuses. */
function counterexample(allows: Json, refuses: Json): unknown {
  const [fits, fitsToo] = [allows, refuses].map((schema) => {
    const ajv = new Ajv({ strict: false, logger: false });
    addFormats.default(ajv, ["uuid", "date-time", "email", "uri"]);
    return ajv.compile(schema);
  });
  return fc
    .sample(anyOf(wholeFile({ file: "made up", schema: allows })), { numRuns: 200, seed: 1 })
    .find((message) => fits?.(message) && !fitsToo?.(message));
}
