import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { fileJournal } from "../journal/file-journal.ts";
import { euros } from "../money.ts";
import { chargeOf, merchant } from "./merchant.ts";

describe("payment provider: the journal", () => {
  let folder = "";
  const restarted = () => merchant({ journal: fileJournal(join(folder, "journal.jsonl")) }).provider;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pas-de-cinq-journal-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("keeps a charge and its refund across a restart", async () => {
    const before = restarted();
    const { id } = await before.charge(chargeOf("tok_ok"));
    await before.refund({ key: "refund-1", chargeId: id, amount: euros(250) });

    expect(restarted().ledger()).to.deep.equal(before.ledger());
    expect(restarted().entries(0, 10)).to.deep.equal(before.entries(0, 10));
  });

  it("gives the same charge for the same key after a restart", async () => {
    const charged = await restarted().charge(chargeOf("tok_ok"));
    const after = restarted();

    expect(await after.charge(chargeOf("tok_ok"))).to.deep.equal(charged);
    expect(after.ledger()).to.have.length(1);
  });

  it("refunds no more than is left after a restart", async () => {
    const before = restarted();
    const { id } = await before.charge(chargeOf("tok_ok"));
    await before.refund({ key: "refund-1", chargeId: id, amount: euros(1000) });
    const asked = restarted().refund({ key: "refund-2", chargeId: id, amount: euros(300) });

    expect(String(await asked.catch(String))).to.include(`300 is more than the 250 left of ${id}`);
  });

  it("keeps a confirmation across a restart, and the key's first answer", async () => {
    const before = restarted();
    const { id } = await before.charge(chargeOf("tok_confirm"));
    await before.confirm(id);
    const after = restarted();

    expect(after.find(id).status).to.equal("succeeded");
    expect((await after.charge(chargeOf("tok_confirm"))).status).to.equal("requires-confirmation");
  });

  it("drops a line that a power failure cut off, and appends after it", async () => {
    const file = join(folder, "journal.jsonl");
    await restarted().charge(chargeOf("tok_ok", "charge-1"));
    await appendFile(file, '{"charge":{"id":"ch_ha');
    await restarted().charge(chargeOf("tok_ok", "charge-2", "order-2"));

    expect(restarted().ledger()).to.have.length(2);
    expect(await readFile(file, "utf8")).not.to.include("ch_ha{");
  });
});
