import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "#contracts/gate/check.ts";

const contracts = fileURLToPath(new URL("../../contracts", import.meta.url));

/** Whether the gate stops the change: the contracts without the field, compared with those that ship. */
export function gateRefuses(): Promise<boolean> {
  refusal ??= refusesTheChange();
  return refusal;
}

/** The gate knows no seed: it is asked once. */
let refusal: Promise<boolean> | undefined;

async function refusesTheChange(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "contracts-"));
  try {
    await cp(contracts, folder, { recursive: true });
    const schema = join(folder, "events/payments/payment-succeeded.v1.json");
    const text = await readFile(schema, "utf8");
    await writeFile(schema, text.replace('["orderId", "amount", "chargeId"]', '["orderId", "chargeId"]'));
    return (await check({ folder, repository: folder, print: () => {} }, contracts)) !== 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}
