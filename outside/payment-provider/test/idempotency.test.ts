import { expect } from "chai";
import { euros } from "../money.ts";
import { chargeOf, merchant, rejection } from "./merchant.ts";

describe("payment provider: idempotency by key", () => {
  it("the same key with the same parameters gets the same answer, and charges once", async () => {
    const { clock, provider, received } = merchant();
    const first = await provider.charge(chargeOf("tok_ok"));
    await clock.advance(60_000);
    expect(await provider.charge(chargeOf("tok_ok"))).to.deep.equal(first);
    await clock.advance(60_000);
    expect(provider.ledger()[0]?.charges).to.have.length(1);
    expect(received).to.have.length(1);
  });

  it("a key keeps its first answer after the charge's status has changed", async () => {
    const { provider } = merchant();
    const { id } = await provider.charge(chargeOf("tok_confirm"));
    await provider.confirm(id);
    expect((await provider.charge(chargeOf("tok_confirm"))).status).to.equal("requires-confirmation");
    expect(provider.find(id).status).to.equal("succeeded");
  });

  it("a second request waits for the first one's answer", async () => {
    const { clock, provider } = merchant();
    const first = provider.charge(chargeOf("tok_slow"));
    await clock.advance(2_000);
    const second = provider.charge(chargeOf("tok_slow"));
    await clock.advance(1_000);
    expect(await second).to.deep.equal(await first);
    expect(provider.ledger()[0]?.charges).to.have.length(1);
  });

  it("of two concurrent requests with tok_lost, only the first loses its response", async () => {
    const { provider } = merchant();
    const first = rejection(provider.charge(chargeOf("tok_lost")));
    const second = provider.charge(chargeOf("tok_lost"));
    expect(await first).to.include({ name: "AnswerLost" });
    expect((await second).status).to.equal("succeeded");
    expect(provider.ledger()[0]?.charges).to.have.length(1);
  });

  it("the same key with another card is refused", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_ok"));
    const error = await rejection(provider.charge(chargeOf("tok_declined")));
    expect(error).to.include({ name: "Refused", status: 422, code: "key-reused" });
  });

  it("the same key with another amount is refused, even while the first is in progress", async () => {
    const { provider } = merchant();
    void provider.charge(chargeOf("tok_slow"));
    const error = await rejection(provider.charge({ ...chargeOf("tok_slow"), amount: euros(1) }));
    expect(error).to.include({ status: 422, code: "key-reused" });
  });

  it("the same key for another order is refused", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_ok", "charge-1", "order-1"));
    const error = await rejection(provider.charge(chargeOf("tok_ok", "charge-1", "order-2")));
    expect(error).to.include({ status: 422, code: "key-reused" });
  });

  it("two keys make two charges, even with equal parameters", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_ok", "charge-1"));
    await provider.charge(chargeOf("tok_ok", "charge-2"));
    expect(provider.ledger()[0]?.charged).to.deep.equal(euros(2500));
  });

  it("a refused refund leaves its key free", async () => {
    const { provider } = merchant();
    const { id } = await provider.charge(chargeOf("tok_ok"));
    const tooMuch = provider.refund({ key: "refund-1", chargeId: id, amount: euros(9999) });
    expect(await rejection(tooMuch)).to.include({ code: "refund-too-large" });
    const refund = await provider.refund({ key: "refund-1", chargeId: id, amount: euros(1250) });
    expect(refund.status).to.equal("succeeded");
  });
});
