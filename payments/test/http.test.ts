import { expect } from "chai";
import { ada, grace, marie, staff } from "#tooling/testing/people.ts";
import { orderCancelled, orderId, placed } from "./given.ts";
import { type RunningPayments, runPayments, willing } from "./running-payments.ts";

const asksAda = { ...willing, charge: async () => wants };
const wants = { orderId, chargeId: "ch_1", status: "requires-confirmation" } as const;

describe("GET /payments/{orderId}", () => {
  let service: RunningPayments;
  afterEach(async () => service.close());

  it("shows the customer the payment, without the card", async () => {
    service = await runPayments(willing);
    await service.submit(placed);
    await service.passes(100);

    const response = await service.get(`/payments/${orderId}`, ada);

    expect([response.status, response.body]).to.deep.equal([
      200,
      {
        orderId,
        status: "paid",
        amount: { amount: 2500, currency: "EUR" },
        expiresAt: "2026-01-02T18:15:00.000Z",
      },
    ]);
  });

  it("includes the reason for a refund", async () => {
    service = await runPayments(willing);
    await service.submit(placed);
    await service.passes(100);
    await service.submit(orderCancelled);
    await service.passes(100);

    const { body } = await service.get(`/payments/${orderId}`, ada);

    expect([body.status, body.reason]).to.deep.equal(["refunded", "order-cancelled"]);
  });

  it("includes the reason for a decline", async () => {
    const no = { orderId, chargeId: "ch_1", status: "declined", reason: "insufficient-funds" } as const;
    service = await runPayments({ ...willing, charge: async () => no });
    await service.submit(placed);
    await service.passes(100);

    const { body } = await service.get(`/payments/${orderId}`, ada);

    expect([body.status, body.reason]).to.deep.equal(["declined", "insufficient-funds"]);
  });

  it("shows staff any payment", async () => {
    service = await runPayments(willing);
    await service.submit(placed);

    const response = await service.get(`/payments/${orderId}`, staff);

    expect(response.status).to.equal(200);
  });

  it("answers 404 for another customer's payment", async () => {
    service = await runPayments(willing);
    await service.submit(placed);

    const { body } = await service.get(`/payments/${orderId}`, grace);

    expect([body.status, body.type]).to.deep.equal([404, "/problems/unknown-payment"]);
  });

  it("answers 404 for an order that was cancelled before it was charged", async () => {
    service = await runPayments(willing);
    await service.submit(orderCancelled);

    const response = await service.get(`/payments/${orderId}`, staff);

    expect(response.status).to.equal(404);
  });

  it("is refused for couriers", async () => {
    service = await runPayments(willing);

    const response = await service.get(`/payments/${orderId}`, marie);

    expect(response.status).to.equal(403);
  });

  it("requires a token", async () => {
    service = await runPayments(willing);

    const response = await service.http.get(`/payments/${orderId}`);

    expect(response.status).to.equal(401);
  });

  it("requires a valid order id", async () => {
    service = await runPayments(willing);

    const { body } = await service.get("/payments/ORD-1", ada);

    expect([body.status, body.errors[0].parameter]).to.deep.equal([400, "orderId"]);
  });
});

describe("POST /payments/{orderId}/confirm", () => {
  let service: RunningPayments;
  beforeEach(async () => {
    service = await runPayments(asksAda);
    await service.submit(placed);
    await service.passes(100);
  });
  afterEach(async () => service.close());

  it("confirms, and the charge succeeds", async () => {
    const response = await service.post(`/payments/${orderId}/confirm`, ada);
    await service.passes(100);

    expect([response.status, response.body]).to.deep.equal([
      202,
      { orderId, status: "awaiting-confirmation" },
    ]);
    expect(service.published).to.deep.equal([
      "payments.payment-started.v1",
      "payments.payment-confirmation-required.v1",
      "payments.payment-succeeded.v1",
    ]);
  });

  it("repeats its response for the same Idempotency-Key, even once it is paid", async () => {
    await service.post(`/payments/${orderId}/confirm`, ada).set("Idempotency-Key", "one");
    await service.passes(100);

    const again = await service.post(`/payments/${orderId}/confirm`, ada).set("Idempotency-Key", "one");

    expect(again.status).to.equal(202);
    expect(service.called).to.deep.equal([`charge:${orderId}`, `confirm:${orderId}`]);
  });

  it("is refused if there is nothing left to confirm", async () => {
    await service.post(`/payments/${orderId}/confirm`, ada);
    await service.passes(100);

    const { body } = await service.post(`/payments/${orderId}/confirm`, ada);

    expect([body.status, body.type, body.detail]).to.deep.equal([
      409,
      "/problems/nothing-to-confirm",
      "the payment is paid: there is nothing to confirm",
    ]);
  });

  it("is refused for another customer", async () => {
    const { body } = await service.post(`/payments/${orderId}/confirm`, grace);

    expect([body.status, body.type]).to.deep.equal([404, "/problems/unknown-payment"]);
  });

  it("is refused for staff", async () => {
    const response = await service.post(`/payments/${orderId}/confirm`, staff);

    expect(response.status).to.equal(403);
  });
});
