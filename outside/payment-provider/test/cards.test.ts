import { expect } from "chai";
import { AnswerLost, ProviderUnavailable } from "../errors.ts";
import { chargeOf, merchant, rejection } from "./merchant.ts";

const chargeId = "ch_5ee236c732605b3b8ada1ab3502240ad";

describe("payment provider: a charge by card token", () => {
  it("tok_ok succeeds at once", async () => {
    const { provider } = merchant();
    const charge = await provider.charge(chargeOf("tok_ok"));
    expect(charge).to.deep.equal({
      id: chargeId,
      key: "charge-1",
      orderId: "order-1",
      amount: { amount: 1250, currency: "EUR" },
      card: "tok_ok",
      createdAt: "2026-01-02T18:00:00.000Z",
      status: "succeeded",
    });
  });

  it("tok_declined is declined", async () => {
    const { provider } = merchant();
    const charge = await provider.charge(chargeOf("tok_declined"));
    expect(charge).to.include({ status: "declined", reason: "card-declined" });
  });

  it("tok_insufficient is declined for insufficient funds", async () => {
    const { provider } = merchant();
    const charge = await provider.charge(chargeOf("tok_insufficient"));
    expect(charge).to.include({ status: "declined", reason: "insufficient-funds" });
  });

  it("an unknown token is an invalid card", async () => {
    const { provider } = merchant();
    const charge = await provider.charge(chargeOf("constructor"));
    expect(charge).to.include({ status: "declined", reason: "invalid-card" });
  });

  it("tok_confirm takes no money until the customer confirms", async () => {
    const { provider } = merchant();
    const charge = await provider.charge(chargeOf("tok_confirm"));
    expect(charge.status).to.equal("requires-confirmation");
    expect(provider.ledger()[0]?.charged.amount).to.equal(0);
  });

  it("tok_slow is charged and answered after 3 seconds", async () => {
    const { clock, provider } = merchant();
    const answer = provider.charge(chargeOf("tok_slow"));
    await clock.advance(2_999);
    expect(provider.ledger()).to.deep.equal([]);
    await clock.advance(1);
    expect((await answer).createdAt).to.equal("2026-01-02T18:00:03.000Z");
  });

  it("tok_flaky is unavailable twice without a charge, then succeeds", async () => {
    const { provider } = merchant();
    expect(await rejection(provider.charge(chargeOf("tok_flaky")))).to.be.instanceOf(ProviderUnavailable);
    expect(await rejection(provider.charge(chargeOf("tok_flaky")))).to.be.instanceOf(ProviderUnavailable);
    expect(provider.ledger()).to.deep.equal([]);
    expect((await provider.charge(chargeOf("tok_flaky"))).status).to.equal("succeeded");
  });

  it("tok_flaky counts attempts per order, so a merchant without a stable key succeeds too", async () => {
    const { provider } = merchant();
    await rejection(provider.charge(chargeOf("tok_flaky", "charge-1")));
    await rejection(provider.charge(chargeOf("tok_flaky", "charge-2")));
    expect((await provider.charge(chargeOf("tok_flaky", "charge-3"))).status).to.equal("succeeded");
  });

  it("tok_lost charges, but loses the response; the same key gets it, and pays once", async () => {
    const { provider } = merchant();
    expect(await rejection(provider.charge(chargeOf("tok_lost")))).to.be.instanceOf(AnswerLost);
    expect(provider.find(chargeId).status).to.equal("succeeded");
    const again = await provider.charge(chargeOf("tok_lost"));
    expect(again).to.include({ id: chargeId, status: "succeeded" });
    expect(provider.ledger()[0]).to.deep.include({
      charged: { amount: 1250, currency: "EUR" },
      charges: [chargeId],
    });
  });

  it("tok_lost loses one response per order: another key pays again, and gets its response", async () => {
    const { provider } = merchant();
    await rejection(provider.charge(chargeOf("tok_lost", "charge-1")));
    expect((await provider.charge(chargeOf("tok_lost", "charge-2"))).status).to.equal("succeeded");
    expect(provider.ledger().map(({ charges, charged }) => [charges.length, charged.amount])).to.deep.equal([
      [2, 2500],
    ]);
  });
});

describe("payment provider: the customer confirms", () => {
  it("the charge succeeds, and a webhook reports it", async () => {
    const { clock, provider, received } = merchant();
    const { id } = await provider.charge(chargeOf("tok_confirm"));
    await clock.advance(60_000);
    expect(received).to.deep.equal([]);
    expect((await provider.confirm(id)).status).to.equal("succeeded");
    await clock.advance(0);
    expect(received.map(({ at, type }) => [at, type])).to.deep.equal([["18:01:00.000Z", "charge.succeeded"]]);
  });

  it("a confirmation succeeds however late", async () => {
    const { clock, provider } = merchant();
    const { id } = await provider.charge(chargeOf("tok_confirm"));
    await clock.advance(86_400_000);
    expect((await provider.confirm(id)).status).to.equal("succeeded");
  });

  it("confirming twice changes nothing, and sends no second webhook", async () => {
    const { clock, provider, received } = merchant();
    const { id } = await provider.charge(chargeOf("tok_confirm"));
    const first = await provider.confirm(id);
    expect(await provider.confirm(id)).to.deep.equal(first);
    await clock.advance(1_000);
    expect(received).to.have.length(1);
  });

  it("a declined charge cannot be confirmed", async () => {
    const { provider } = merchant();
    const { id } = await provider.charge(chargeOf("tok_declined"));
    expect(await rejection(provider.confirm(id))).to.include({ status: 409, code: "charge-declined" });
  });

  it("a charge that does not exist cannot be confirmed", async () => {
    const { provider } = merchant();
    expect(await rejection(provider.confirm("ch_1"))).to.include({ status: 404, code: "unknown-charge" });
  });
});
