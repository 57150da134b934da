import { expect } from "chai";
import { check } from "../../gate/check.ts";
import { groups, verdictOf } from "./cases/cases.ts";
import { applyEdits, type Copy, copyContracts } from "./contracts-copy.ts";

describe("The gate, on a change of the contracts", () => {
  let older: Copy;
  let newer: Copy;

  before(async () => {
    older = await copyContracts();
    newer = await copyContracts();
  });

  after(async () => {
    await older.remove();
    await newer.remove();
  });

  for (const [group, cases] of groups) {
    describe(group, () => {
      for (const { name, given = [], change, verdict, says } of cases) {
        it(`${name}: ${verdict}`, async () => {
          const undo = [await applyEdits(older, given), await applyEdits(newer, [...given, ...change])];

          const said: string[] = [];
          const print = (line: string) => said.push(line);
          const status = await check({ folder: newer.folder, repository: newer.folder, print }, older.folder);
          for (const undone of undo) await undone();

          const text = said.join("\n");
          expect(verdictOf(said), text).to.equal(verdict);
          expect(status).to.equal(verdict.startsWith("BREAKS") ? 1 : 0);
          for (const words of says) expect(text).to.contain(words);
        });
      }
    });
  }

  it("with more than forty cases, harmful and compatible", () => {
    const cases = groups.flatMap(([, all]) => all);
    const harmful = cases.filter(({ verdict }) => verdict.startsWith("BREAKS"));
    expect(harmful.length).to.be.greaterThan(40);
    expect(cases.length - harmful.length).to.be.greaterThan(15);
  });
});
