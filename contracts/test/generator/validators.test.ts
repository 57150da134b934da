import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { EventType } from "../../generated/events.ts";
import { validateEnvelope, validators } from "../../generated/validators.js";
import { readContracts, schemaOf } from "../../generator/contracts.ts";

const folder = fileURLToPath(new URL("../..", import.meta.url));

const orderPlaced = {
  orderId: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
  customer: { customerId: "ada", name: "Ada Lovelace", email: "ada@example.com" },
  restaurantId: "trattoria-rosa",
  zone: "centre",
  items: [{ dishId: "margherita", name: "Pizza Margherita", quantity: 2, unitPrice: 950 }],
  total: { amount: 1900, currency: "EUR" },
  card: "tok_ok",
  address: "12 Rue des Lilas",
};

const envelope = {
  specversion: "1.0",
  id: "c56a4180-65aa-42ec-a945-5fd21dec0538",
  source: "/orders",
  type: "orders.order-placed.v1",
  subject: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
  time: "2026-01-02T18:00:00.000Z",
  datacontenttype: "application/json",
  dataschema: "https://pas-de-cinq.example/contracts/events/orders/order-placed.v1.json",
  correlationid: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
  causationid: "3f2b8c7d-1e4a-4c9b-b6d5-8a7f6e5d4c3b",
  sequence: "1",
  traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  data: {},
};

describe("The validators", () => {
  it("accept every example of every schema", async () => {
    const { events } = await readContracts(folder);
    const examples = events.flatMap((event) => examplesOf(event).map((data) => ({ type: event.type, data })));
    expect(examples.length).to.be.at.least(2 * events.length);
    expect(examples.filter(({ type, data }) => !validators[type]?.(data))).to.deep.equal([]);
  });

  it("refuse an empty object, whatever the event", async () => {
    const { events } = await readContracts(folder);
    expect(events.filter(({ type }) => validators[type]?.({}))).to.deep.equal([]);
  });

  it("accept the examples of the envelope", async () => {
    const examples = examplesOf((await readContracts(folder)).envelope);
    expect(examples).to.have.length(2);
    expect(examples.filter((example) => !validateEnvelope(example))).to.deep.equal([]);
  });

  it("refuse a type without a schema, and the names that every object inherits", () => {
    expect(validators["orders.order-placed.v9"]).to.equal(undefined);
    expect(validators.constructor).to.equal(undefined);
  });

  it("accept unknown fields", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, gift: true })).to.equal("none");
  });

  it("refuse a missing field", () => {
    const { zone, ...rest } = orderPlaced;
    expect(violation("orders.order-placed.v1", rest)).to.equal(" must have required property 'zone'");
  });

  it("refuse a wrong type", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, zone: 7 })).to.equal("/zone must be string");
  });

  it("refuse a fraction of a minor unit", () => {
    const total = { amount: 19.5, currency: "EUR" };
    expect(violation("orders.order-placed.v1", { ...orderPlaced, total })).to.equal(
      "/total/amount must be integer",
    );
  });

  it("refuse a number below its minimum", () => {
    const total = { amount: -1, currency: "EUR" };
    expect(violation("orders.order-placed.v1", { ...orderPlaced, total })).to.equal(
      "/total/amount must be >= 0",
    );
  });

  it("refuse a number above its maximum", () => {
    const items = [{ dishId: "margherita", name: "Pizza", quantity: 100, unitPrice: 950 }];
    expect(violation("orders.order-placed.v1", { ...orderPlaced, items })).to.equal(
      "/items/0/quantity must be <= 99",
    );
  });

  it("refuse another currency", () => {
    const total = { amount: 1900, currency: "USD" };
    expect(violation("orders.order-placed.v1", { ...orderPlaced, total })).to.equal(
      "/total/currency must be equal to constant",
    );
  });

  it("refuse a list that is too short", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, items: [] })).to.equal(
      "/items must NOT have fewer than 1 items",
    );
  });

  it("refuse a list that is too long", () => {
    const items = Array.from({ length: 51 }, () => orderPlaced.items[0]);
    expect(violation("orders.order-placed.v1", { ...orderPlaced, items })).to.equal(
      "/items must NOT have more than 50 items",
    );
  });

  it("refuse an empty text", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, address: "" })).to.equal(
      "/address must NOT have fewer than 1 characters",
    );
  });

  it("refuse a text that is too long", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, note: "x".repeat(501) })).to.equal(
      "/note must NOT have more than 500 characters",
    );
  });

  it("count characters, not UTF-16 units", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, note: "🍕".repeat(500) })).to.equal("none");
  });

  it("refuse a value that violates a pattern, such as a card number for a token", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, card: "4242424242424242" })).to.equal(
      '/card must match pattern "^tok_[a-z0-9_]+$"',
    );
  });

  it("refuse a malformed email address", () => {
    const customer = { ...orderPlaced.customer, email: "ada" };
    expect(violation("orders.order-placed.v1", { ...orderPlaced, customer })).to.equal(
      '/customer/email must match format "email"',
    );
  });

  it("refuse a malformed id", () => {
    expect(violation("orders.order-placed.v1", { ...orderPlaced, orderId: "1" })).to.equal(
      '/orderId must match format "uuid"',
    );
  });

  it("refuse an impossible date", () => {
    const { orderId } = orderPlaced;
    const expiredAt = "2026-02-30T00:00:00.000Z";
    expect(violation("payments.payment-expired.v1", { orderId, expiredAt })).to.equal(
      '/expiredAt must match format "date-time"',
    );
  });

  it("refuse an instant that is not in UTC", () => {
    const { orderId } = orderPlaced;
    const expiredAt = "2026-01-02T00:00:00.00+01:00";
    expect(violation("payments.payment-expired.v1", { orderId, expiredAt })).to.match(/must /);
  });

  it("refuse a value outside an enumeration", () => {
    const { orderId } = orderPlaced;
    expect(violation("orders.order-cancelled.v1", { orderId, reason: "bored" })).to.equal(
      "/reason must be equal to one of the allowed values",
    );
  });

  it("refuse another version of CloudEvents", () => {
    expect(validateEnvelope({ ...envelope, specversion: "0.3" })).to.equal(false);
  });

  it("refuse a traceparent of zeros, as W3C Trace Context does", () => {
    const traceparent = "00-00000000000000000000000000000000-00f067aa0ba902b7-01";
    expect(validateEnvelope({ ...envelope, traceparent })).to.equal(false);
  });

  it("refuse an envelope whose data is a list", () => {
    expect(validateEnvelope({ ...envelope, data: [] })).to.equal(false);
  });

  it("accept extension attributes", () => {
    expect(validateEnvelope({ ...envelope, tracestate: "a=b" })).to.equal(true);
  });
});

function violation(type: EventType, data: unknown): string {
  const validate = validators[type];
  if (validate(data)) return "none";
  const [first] = validate.errors ?? [];
  return `${first?.instancePath} ${first?.message}`;
}

function examplesOf(file: Parameters<typeof schemaOf>[0]): unknown[] {
  const { examples } = schemaOf(file);
  return Array.isArray(examples) ? examples : [];
}
