import { expect } from "chai";
import supertest from "supertest";
import { providerServer } from "../server.ts";
import { merchant, rejection } from "./merchant.ts";

const chargeId = "ch_5ee236c732605b3b8ada1ab3502240ad";
const chargeBody = { orderId: "order-1", amount: { amount: 1250, currency: "EUR" }, card: "tok_ok" };

function client() {
  const { clock, provider } = merchant();
  const http = supertest(providerServer(provider));
  const charge = (body: object, key = "charge-1") =>
    http.post("/charges").set("Idempotency-Key", key).send(body);
  return { clock, provider, http, charge };
}

describe("payment provider: HTTP", () => {
  it("POST /charges charges a card, and again with the same key", async () => {
    const { charge } = client();
    const first = await charge(chargeBody).expect(201).expect("Location", `/charges/${chargeId}`);
    const second = await charge(chargeBody).expect(201);
    expect(first.body).to.include({ id: chargeId, orderId: "order-1", status: "succeeded" });
    expect(second.body).to.deep.equal(first.body);
  });

  it("POST /charges answers a declined card with the charge and its reason", async () => {
    const { charge } = client();
    const { body } = await charge({ ...chargeBody, card: "tok_declined" }).expect(201);
    expect(body).to.include({ status: "declined", reason: "card-declined" });
  });

  it("POST /charges without a key is refused, whatever the body", async () => {
    const { http } = client();
    const { body } = await http.post("/charges").send({}).expect(400);
    expect(body).to.deep.equal({
      error: { code: "key-missing", message: "the header Idempotency-Key must have 1 to 255 characters" },
    });
  });

  it("POST /charges with the same key and another body is refused", async () => {
    const { charge } = client();
    await charge(chargeBody).expect(201);
    const { body } = await charge({ ...chargeBody, orderId: "order-2" }).expect(422);
    expect(body.error.code).to.equal("key-reused");
  });

  it("POST /charges names every invalid field", async () => {
    const { charge } = client();
    const { body } = await charge({ orderId: "", amount: { amount: "12.50", currency: "USD" } }).expect(422);
    expect(body.error).to.deep.equal({
      code: "invalid-request",
      message:
        "orderId must be a string of 1 to 255 characters; card must be a string of 1 to 255 characters; " +
        "amount.amount must be a whole number of cents above 0; amount.currency must be EUR",
    });
  });

  it("POST /charges refuses a body that is not JSON", async () => {
    const { http } = client();
    const post = http.post("/charges").set("Idempotency-Key", "charge-1").type("json");
    const { body } = await post.send("{").expect(400);
    expect(body.error.code).to.equal("malformed-request");
  });

  it("POST /charges refuses a body of more than 64 kB", async () => {
    const { charge } = client();
    const { body } = await charge({ ...chargeBody, note: "x".repeat(70_000) }).expect(413);
    expect(body.error.code).to.equal("malformed-request");
  });

  it("POST /charges answers 503 twice for tok_flaky, then charges", async () => {
    const { charge } = client();
    const flaky = { ...chargeBody, card: "tok_flaky" };
    await charge(flaky).expect(503).expect("Retry-After", "1");
    await charge(flaky).expect(503);
    await charge(flaky).expect(201);
  });

  it("POST /charges closes the connection for tok_lost; the same key gets the charge", async () => {
    const { charge } = client();
    const lost = { ...chargeBody, card: "tok_lost" };
    const first = await rejection(Promise.resolve(charge(lost)));
    expect(first).to.include({ code: "ECONNRESET" });
    const { body } = await charge(lost).expect(201);
    expect(body).to.include({ id: chargeId, status: "succeeded" });
  });

  it("POST /charges/:id/confirm confirms, and GET /charges/:id shows it", async () => {
    const { charge, http } = client();
    const asked = await charge({ ...chargeBody, card: "tok_confirm" }).expect(201);
    const confirmed = await http.post(`/charges/${chargeId}/confirm`).expect(200);
    const seen = await http.get(`/charges/${chargeId}`).expect(200);
    expect(asked.body.status).to.equal("requires-confirmation");
    expect(confirmed.body.status).to.equal("succeeded");
    expect(seen.body).to.deep.equal(confirmed.body);
  });

  it("POST /charges/:id/confirm refuses a declined charge", async () => {
    const { charge, http } = client();
    await charge({ ...chargeBody, card: "tok_declined" }).expect(201);
    const { body } = await http.post(`/charges/${chargeId}/confirm`).expect(409);
    expect(body.error.code).to.equal("charge-declined");
  });

  it("POST /refunds refunds, and GET /ledger shows it", async () => {
    const { charge, http } = client();
    const refund = { chargeId, amount: { amount: 250, currency: "EUR" } };
    await charge(chargeBody).expect(201);
    await http.post("/refunds").set("Idempotency-Key", "refund-1").send(refund).expect(201);
    await http.post("/refunds").set("Idempotency-Key", "refund-1").send(refund).expect(201);
    const { body } = await http.get("/ledger").expect(200);
    expect(body).to.deep.equal({
      orders: [
        {
          orderId: "order-1",
          charged: { amount: 1250, currency: "EUR" },
          refunded: { amount: 250, currency: "EUR" },
          charges: [chargeId],
          refunds: ["re_20a9b8bc37f052fc9f6ddc537282d0f7"],
        },
      ],
      undelivered: [],
    });
  });

  it("GET /ledger/entries has charges and refunds in order, from a position on", async () => {
    const { http, charge, provider } = client();
    await charge({ ...chargeBody, card: "tok_confirm" }).expect(201);
    await provider.confirm(chargeId);
    await provider.refund({ key: "refund-1", chargeId, amount: { amount: 250, currency: "EUR" } });
    const { body } = await http.get("/ledger/entries?from=1").expect(200);

    expect(body.entries).to.have.length(2);
    expect(body.entries[0].charge).to.include({ id: chargeId, status: "succeeded" });
    expect(body.entries[1].refund).to.include({ chargeId, key: "refund-1" });
  });

  it("GET /ledger/entries refuses what is no position", async () => {
    const { http } = client();
    for (const from of ["-1", "1.5", "soon", "1&from=2"]) {
      const { body } = await http.get(`/ledger/entries?from=${from}`).expect(422);
      expect(body.error.message).to.equal("from must be a whole number from 0");
    }
  });

  it("POST /refunds names every invalid field", async () => {
    const { http } = client();
    const { body } = await http.post("/refunds").set("Idempotency-Key", "refund-1").expect(422);
    expect(body.error.message).to.equal(
      "chargeId must be a string of 1 to 255 characters; amount.amount must be a whole number of cents above 0; " +
        "amount.currency must be EUR",
    );
  });

  it("POST /refunds refuses more than was charged", async () => {
    const { charge, http } = client();
    await charge(chargeBody).expect(201);
    const post = http.post("/refunds").set("Idempotency-Key", "refund-1");
    const { body } = await post.send({ chargeId, amount: { amount: 1251, currency: "EUR" } }).expect(422);
    expect(body.error.message).to.equal(`1251 is more than the 1250 left of ${chargeId}`);
  });

  it("GET /charges/:id of a charge that does not exist is 404", async () => {
    const { http } = client();
    const { body } = await http.get("/charges/ch_1").expect(404);
    expect(body.error).to.deep.equal({ code: "unknown-charge", message: "there is no charge ch_1" });
  });

  it("GET of a malformed path is 400", async () => {
    const { http } = client();
    const { body } = await http.get("/charges/%E0%A4%A").expect(400);
    expect(body.error.code).to.equal("malformed-request");
  });

  it("an unknown path is 404", async () => {
    const { http } = client();
    const { body } = await http.delete("/charges").expect(404);
    expect(body.error).to.deep.equal({ code: "not-found", message: "there is no DELETE /charges" });
  });

  it("GET /healthz answers", async () => {
    const { http } = client();
    await http.get("/healthz").expect(200, { status: "ok" });
  });
});
