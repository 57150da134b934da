import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { check, type GateOptions } from "#contracts/gate/check.ts";
import { type Evening, spend } from "../loyalty/evening.ts";

const contracts = fileURLToPath(new URL("../../contracts", import.meta.url));
const declared = fileURLToPath(new URL("../loyalty/expectations", import.meta.url));

describe("the lesson: loyalty joins, and breaks no other service", () => {
  let without: Evening;
  let withIt: Evening;
  let alone: string;
  let joined: string;
  let changed: string;
  let said: string[] = [];

  before(async () => {
    without = await spend({ loyalty: false });
    withIt = await spend({ loyalty: true });
    alone = await contractsWithoutLoyalty();
    joined = await contractsWithLoyalty();
    changed = await contractsWithLoyalty();
  });

  after(async () => {
    await rm(alone, { recursive: true });
    await rm(joined, { recursive: true });
    await rm(changed, { recursive: true });
  });

  it("gives a point for each euro that was paid", () => {
    expect(withIt.pointsFor.delivered).to.equal(19);
  });

  it("gives no points for refunded money", () => {
    expect(withIt.pointsFor.cancelled).to.equal(0);
  });

  it("changes no document, processed message or id of the five services", () => {
    expect(withIt.databases).to.equal(without.databases);
    expect(withIt.databases.length).to.be.greaterThan(10_000);
  });

  it("is a compatible change for the gate", async () => {
    expect(await check(asked(joined), alone)).to.equal(0);
    expect(said).to.include("compatible: loyalty now consumes payments.payment-succeeded.v1.");
  });

  it("is named by the gate as soon as a change would break it", async () => {
    const schema = join(changed, "events/payments/payment-succeeded.v1.json");
    const text = await readFile(schema, "utf8");
    await writeFile(schema, text.replace('["orderId", "amount", "chargeId"]', '["orderId", "chargeId"]'));

    expect(await check(asked(changed), joined)).to.equal(1);
    expect(said).to.include("    Affected: orders, restaurants, notifications and loyalty.");
    expect(said).to.include('    loyalty relies on /amount: "What the points are for."');
  });

  function asked(folder: string): GateOptions {
    said = [];
    return { folder, repository: folder, print: (line) => said.push(line) };
  }
});

async function contractsWithoutLoyalty(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "contracts-"));
  await cp(contracts, folder, { recursive: true });
  await rm(join(folder, "expectations", "loyalty"), { recursive: true, force: true });
  return folder;
}

/** The contracts, with loyalty's declarations. */
async function contractsWithLoyalty(): Promise<string> {
  const folder = await contractsWithoutLoyalty();
  await cp(declared, join(folder, "expectations", "loyalty"), { recursive: true });
  return folder;
}
