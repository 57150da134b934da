import { expect } from "chai";
import express from "express";
import fc from "fast-check";
import { type HttpServer, listen } from "#messaging/http/server.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { euros } from "#outside/payment-provider/money.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { providerServer } from "#outside/payment-provider/server.ts";
import { type LedgerEntry, ledgerAt, ledgerReader } from "../ledger.ts";

const charge = (name: string): LedgerEntry => ({
  kind: "charge",
  charge: {
    ...{ id: `ch_${name}`, key: name, orderId: name, amount: euros(950), card: "tok_ok" },
    ...{ createdAt: "2026-01-02T18:00:00.000Z", status: "succeeded" },
  },
});

/** A provider that answers with two entries at most, its ledger, and what a reader has taken of it. */
function reading() {
  const provider: { ledger: LedgerEntry[]; isAway: boolean } = { ledger: [], isAway: false };
  const taken: LedgerEntry[] = [];
  const asked: number[] = [];
  const readOn = ledgerReader(async (position) => {
    asked.push(position);
    if (provider.isAway) throw new Error("the provider is away");
    return provider.ledger.slice(position, position + 2);
  });
  return { asked, provider, taken, readOn: () => readOn((entry) => void taken.push(entry)) };
}

describe("The ledger", () => {
  it("is read on from where it was read to", async () => {
    const { asked, provider, readOn, taken } = reading();
    provider.ledger = ["a", "b", "c"].map(charge);
    await readOn();
    asked.length = 0;
    provider.ledger.push(charge("d"));
    await readOn();

    expect(taken).to.deep.equal(provider.ledger);
    expect(asked).to.deep.equal([2, 3]);
  });

  it("is read from its beginning if it is another one: shorter, longer or as long", () => {
    const names = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 6 });
    return fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, fc.boolean())), async (ledgers) => {
        const { provider, readOn, taken } = reading();
        for (const [names, isAway] of ledgers) {
          provider.ledger = names.map(charge);
          provider.isAway = isAway;
          await readOn().catch(() => {});
        }
        provider.isAway = false;
        provider.ledger = [charge("x"), charge("y"), charge("z")];
        await readOn();
        expect(taken.slice(-3)).to.deep.equal(provider.ledger);
      }),
    );
  });

  it("keeps what was read before the provider went away", async () => {
    const { provider, readOn, taken } = reading();
    provider.ledger = [charge("a")];
    await readOn();
    provider.isAway = true;
    const asked = await readOn().catch(String);
    provider.isAway = false;
    await readOn();

    expect(asked).to.include("the provider is away");
    expect(taken).to.deep.equal([charge("a")]);
  });
});

describe("The ledger over HTTP", () => {
  let server: HttpServer | undefined;
  afterEach(() => server?.close({ withinMs: 100 }));

  const serve = async (app: express.Express) => {
    server = await listen(app, { port: 0 });
    return ledgerAt(server.url);
  };

  it("has every charge and refund of the provider, however many, in order", async () => {
    const provider = createProvider({ clock: virtualClock(), sign: () => "", webhook: async () => {} });
    const entriesFrom = await serve(providerServer(provider));
    for (let n = 1; n <= 1_500; n += 1)
      await provider.charge({ key: `k${n}`, orderId: `o${n}`, amount: euros(n), card: "tok_ok" });
    const { id } = await provider.charge({ key: "k1", orderId: "o1", amount: euros(1), card: "tok_ok" });
    await provider.refund({ key: "r1", chargeId: id, amount: euros(1) });
    const taken: LedgerEntry[] = [];
    await ledgerReader(entriesFrom)((entry) => void taken.push(entry));

    expect(
      taken.map((entry) => (entry.kind === "charge" ? entry.charge.key : entry.refund.key)),
    ).to.deep.equal([...Array.from({ length: 1_500 }, (_, i) => `k${i + 1}`), "r1"]);
  });

  for (const [what, body] of [
    ["no list", { entries: "none" }],
    ["no object", null],
    ["an unknown entry", { entries: [{ bonus: {} }] }],
    ["a charge without an order", { entries: [{ charge: { ...Object(charge("a")).charge, orderId: 7 } }] }],
    ["a charge at no time", { entries: [{ charge: { ...Object(charge("a")).charge, createdAt: "soon" } }] }],
    [
      "an amount of text",
      { entries: [{ charge: { ...Object(charge("a")).charge, amount: { amount: "9" } } }] },
    ],
  ] as const) {
    it(`is refused if it has ${what}`, async () => {
      const entriesFrom = await serve(express().use((_request, response) => void response.json(body)));
      expect(await entriesFrom(0).then(() => "taken", String)).to.match(/no entries|neither a charge/);
    });
  }

  it("is not looked for where a redirect leads", async () => {
    const entriesFrom = await serve(express().use((_request, response) => response.redirect("/elsewhere")));
    expect(await entriesFrom(0).then(() => "taken", String)).to.include("unexpected redirect");
  });
});
