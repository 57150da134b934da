import { expect } from "chai";
import { signWith } from "../webhooks/signature.ts";
import { chargeOf, merchant, secret } from "./merchant.ts";

const refuse = () => Promise.reject(new Error("500"));
const neverAnswer = () => new Promise<never>(() => {});

describe("payment provider: webhooks", () => {
  it("report what happened, signed with the time of sending", async () => {
    const { clock, provider, received } = merchant();
    await clock.advance(245_678);
    await provider.charge(chargeOf("tok_insufficient"));
    await clock.advance(0);
    const body =
      '{"id":"evt_91ee29480035528bb265114f32e130d5","type":"charge.declined","createdAt":"2026-01-02T18:04:05.678Z",' +
      '"data":{"chargeId":"ch_5ee236c732605b3b8ada1ab3502240ad","key":"charge-1","orderId":"order-1",' +
      '"amount":{"amount":1250,"currency":"EUR"},"status":"declined","reason":"insufficient-funds"}}';
    expect(received[0]?.body).to.equal(body);
    expect(received[0]?.signature).to.equal(signWith(secret)(body, Date.parse("2026-01-02T18:04:05.678Z")));
  });

  it("of a refund have the refund's key and id", async () => {
    const { clock, provider, received } = merchant();
    const { id, amount } = await provider.charge(chargeOf("tok_ok"));
    await provider.refund({ key: "refund-1", chargeId: id, amount });
    await clock.advance(0);
    expect(received[1]?.data).to.deep.equal({
      chargeId: "ch_5ee236c732605b3b8ada1ab3502240ad",
      refundId: "re_20a9b8bc37f052fc9f6ddc537282d0f7",
      key: "refund-1",
      orderId: "order-1",
      amount: { amount: 1250, currency: "EUR" },
      status: "succeeded",
    });
  });

  it("are retried after 1 s, 5 s, 30 s, 2 min and 10 min, then abandoned", async () => {
    const { clock, provider, received } = merchant({ webhook: refuse });
    await provider.charge(chargeOf("tok_ok"));
    await clock.runToRest();
    expect(received.map(({ at }) => at)).to.deep.equal([
      "18:00:00.000Z",
      "18:00:01.000Z",
      "18:00:06.000Z",
      "18:00:36.000Z",
      "18:02:36.000Z",
      "18:12:36.000Z",
    ]);
    expect(provider.undelivered().map(({ type }) => type)).to.deep.equal(["charge.succeeded"]);
  });

  it("keep their id in every attempt, and get a new signature", async () => {
    const { clock, provider, received } = merchant({ webhook: refuse, retriesAfterMs: [1_000] });
    await provider.charge(chargeOf("tok_ok"));
    await clock.runToRest();
    expect(received[1]?.body).to.equal(received[0]?.body);
    expect(received[0]?.signature).to.match(/^t=1767376800,v1=[0-9a-f]{64}$/);
    expect(received[1]?.signature).to.match(/^t=1767376801,v1=[0-9a-f]{64}$/);
  });

  it("are not retried once they are accepted", async () => {
    const answers = [refuse, async () => {}];
    const { clock, provider, received } = merchant({ webhook: () => answers.shift()?.() ?? refuse() });
    await provider.charge(chargeOf("tok_ok"));
    await clock.runToRest();
    expect(received.map(({ at }) => at)).to.deep.equal(["18:00:00.000Z", "18:00:01.000Z"]);
    expect(provider.undelivered()).to.deep.equal([]);
  });

  it("are aborted after 5 s without a response, and retried", async () => {
    const signals: AbortSignal[] = [];
    const webhook = (_: unknown, signal: AbortSignal) => {
      signals.push(signal);
      return neverAnswer();
    };
    const { clock, provider, received } = merchant({ webhook, retriesAfterMs: [1_000] });
    await provider.charge(chargeOf("tok_ok"));
    await clock.runToRest();
    expect(received.map(({ at }) => at)).to.deep.equal(["18:00:00.000Z", "18:00:06.000Z"]);
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, true]);
    expect(provider.undelivered()).to.have.length(1);
  });

  it("can be sent twice, the second time late", async () => {
    const { clock, provider, received } = merchant({ copiesAfterMs: () => [0, 60_000] });
    await provider.charge(chargeOf("tok_ok"));
    await clock.runToRest();
    expect(received.map(({ at }) => at)).to.deep.equal(["18:00:00.000Z", "18:01:00.000Z"]);
    expect(received[1]?.id).to.equal(received[0]?.id);
  });

  it("do not count as undelivered if one of two copies was accepted", async () => {
    const answers = [async () => {}];
    const webhook = () => answers.shift()?.() ?? refuse();
    const { clock, provider } = merchant({ webhook, copiesAfterMs: () => [0, 10], retriesAfterMs: [] });
    await provider.charge(chargeOf("tok_ok"));
    await clock.runToRest();
    expect(provider.undelivered()).to.deep.equal([]);
  });

  it("are never sent before the call that caused them returns", async () => {
    const { clock, provider, received } = merchant();
    await provider.charge(chargeOf("tok_ok"));
    expect(received).to.deep.equal([]);
    await clock.advance(0);
    expect(received).to.have.length(1);
  });

  it("stop when the provider stops", async () => {
    const { clock, provider, received } = merchant({ webhook: refuse });
    await provider.charge(chargeOf("tok_ok"));
    await clock.advance(0);
    provider.stop();
    await clock.runToRest();
    expect(received).to.have.length(1);
  });
});
