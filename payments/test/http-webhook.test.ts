import { expect } from "chai";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { orderId, placed } from "./given.ts";
import { chargeSucceeded, type RunningPayments, runPayments, silent } from "./running-payments.ts";

const body = JSON.stringify(chargeSucceeded);

describe("POST /payments/webhook", () => {
  let service: RunningPayments;
  beforeEach(async () => {
    service = await runPayments(silent);
    await service.submit(placed);
  });
  afterEach(async () => {
    await service.close();
    expect(service.errors).to.deep.equal([]);
  });

  const send = (signature: string, text = body) =>
    service.http
      .post("/payments/webhook")
      .set("Content-Type", "application/json")
      .set("Provider-Signature", signature)
      .send(text);

  it("accepts a signed event, without a token", async () => {
    const response = await service.webhook(chargeSucceeded);

    expect([response.status, response.body]).to.deep.equal([200, { understood: true }]);
    expect(await service.status()).to.equal("paid");
  });

  it("accepts a duplicate, and handles it once", async () => {
    await service.webhook(chargeSucceeded);
    const second = await service.webhook({ ...chargeSucceeded, id: "evt_2" });
    await service.passes(100);

    expect(second.status).to.equal(200);
    expect(service.published).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
  });

  it("reads a decline, whatever its reason", async () => {
    const data = { ...chargeSucceeded.data, status: "declined", reason: "stolen-card" };

    await service.webhook({ ...chargeSucceeded, type: "charge.declined", data });
    await service.passes(100);

    expect(await service.status()).to.equal("declined");
    expect(service.published).to.deep.equal(["payments.payment-started.v1", "payments.payment-declined.v1"]);
  });

  it("reads a refund", async () => {
    const data = { ...chargeSucceeded.data, refundId: "re_1" };

    const response = await service.webhook({ ...chargeSucceeded, type: "refund.succeeded", data });

    expect(response.body).to.deep.equal({ understood: true });
  });

  it("accepts an unknown event type, because a retry would not help", async () => {
    const response = await service.webhook({ ...chargeSucceeded, type: "customer.created", data: {} });

    expect([response.status, response.body]).to.deep.equal([200, { understood: false }]);
    expect(await service.status()).to.equal("charging");
  });

  it("accepts an event about an unknown order, and ignores it", async () => {
    const data = { ...chargeSucceeded.data, orderId: "7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a" };

    const response = await service.webhook({ ...chargeSucceeded, data });

    expect(response.status).to.equal(200);
  });

  it("refuses a signature made with another secret", async () => {
    const response = await send(signWith("whsec_2")(body, service.clock.now()));

    expect([response.status, response.body.type]).to.deep.equal([401, "/problems/invalid-signature"]);
    expect(response.get("WWW-Authenticate")).to.equal('Provider-Signature realm="pas-de-cinq"');
    expect(await service.status()).to.equal("charging");
  });

  it("refuses a changed body", async () => {
    const signature = signWith("whsec_1")(body, service.clock.now());

    const response = await send(signature, body.replace("ch_1", "ch_2"));

    expect([response.status, response.body.detail]).to.deep.equal([
      401,
      "the signature does not match the body",
    ]);
  });

  it("refuses the same JSON in other bytes: the signature covers the text", async () => {
    const signature = signWith("whsec_1")(body, service.clock.now());

    const response = await send(signature, JSON.stringify(chargeSucceeded, null, 2));

    expect(response.status).to.equal(401);
  });

  it("refuses an old signature", async () => {
    const signature = signWith("whsec_1")(body, service.clock.now());
    await service.passes(6 * 60_000);

    const response = await send(signature);

    expect([response.status, response.body.type]).to.deep.equal([401, "/problems/invalid-signature"]);
    expect(await service.status()).to.equal("charging");
  });

  it("refuses an unsigned event", async () => {
    const response = await service.http.post("/payments/webhook").send(chargeSucceeded);

    expect([response.status, response.body.detail]).to.deep.equal([
      401,
      "the header Provider-Signature is missing",
    ]);
  });

  it("refuses a signed charge without an order", async () => {
    const { orderId: _, ...data } = chargeSucceeded.data;

    const response = await service.webhook({ ...chargeSucceeded, data });

    expect([response.status, response.body.detail]).to.deep.equal([
      422,
      'the provider\'s "orderId" must be a string of 1 to 100 characters',
    ]);
  });

  it("refuses a signed charge with an unknown status", async () => {
    const data = { ...chargeSucceeded.data, status: "perhaps" };

    const response = await service.webhook({ ...chargeSucceeded, data });

    expect([response.status, response.body.type]).to.deep.equal([422, "/problems/unprocessable"]);
  });

  it("refuses a body that is not JSON", async () => {
    const response = await send(signWith("whsec_1")("{", service.clock.now()), "{");

    expect([response.status, response.body.type]).to.deep.equal([400, "/problems/malformed-json"]);
  });

  it("refuses JSON that is not an event", async () => {
    const response = await service.webhook([orderId]);

    expect([response.status, response.body.type]).to.deep.equal([400, "/problems/invalid-request"]);
  });
});
