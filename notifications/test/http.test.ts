import { expect } from "chai";
import { ada, grace, marie, staff } from "#tooling/testing/people.ts";
import { recordingSender } from "../sender.ts";
import { orderId, placed } from "./given.ts";
import { type RunningNotifications, runNotifications } from "./running-notifications.ts";

const ordersOf = `/notifications?orderId=${orderId}`;

describe("GET /notifications", () => {
  let service: RunningNotifications;
  beforeEach(async () => {
    service = await runNotifications(recordingSender());
    await service.submit(placed);
    await service.passes(100);
  });
  afterEach(async () => service.close());

  it("shows the customer the notifications of an order", async () => {
    const { status, body } = await service.get(ordersOf, ada);

    expect(status).to.equal(200);
    expect(body.orderId).to.equal(orderId);
    expect(body.notifications).to.have.length(1);
    expect(body.notifications[0]).to.deep.include({
      type: "orders.order-placed.v1",
      channel: "email",
      subject: "We've received your order (€25.00)",
      status: "sent",
    });
  });

  it("shows staff any customer's notifications", async () => {
    const response = await service.get(ordersOf, staff);

    expect(response.status).to.equal(200);
  });

  it("answers 404 for another customer's order", async () => {
    const { body } = await service.get(ordersOf, grace);

    expect([body.status, body.type]).to.deep.equal([404, "/problems/unknown-order"]);
  });

  it("answers 404 for an order that was never placed", async () => {
    const response = await service.get("/notifications?orderId=7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a", ada);

    expect(response.status).to.equal(404);
  });

  it("is refused for couriers", async () => {
    const response = await service.get(ordersOf, marie);

    expect(response.status).to.equal(403);
  });

  it("requires a token", async () => {
    const response = await service.http.get(ordersOf);

    expect(response.status).to.equal(401);
  });

  it("requires an order id", async () => {
    const { body } = await service.get("/notifications", ada);

    expect([body.status, body.errors[0].parameter]).to.deep.equal([400, "orderId"]);
  });

  it("requires a valid order id", async () => {
    const { body } = await service.get("/notifications?orderId=latest", ada);

    expect([body.status, body.errors[0].parameter]).to.deep.equal([400, "orderId"]);
  });

  it("accepts only one order id", async () => {
    const response = await service.get(`${ordersOf}&orderId=${orderId}`, ada);

    expect(response.status).to.equal(400);
  });
});

describe("/notifications/preferences", () => {
  const path = "/notifications/preferences";
  const briefly = { channels: { email: false, sms: true, push: false }, detail: "essential" };
  let service: RunningNotifications;
  beforeEach(async () => {
    service = await runNotifications(recordingSender());
  });
  afterEach(async () => service.close());

  it("are mail and all events by default", async () => {
    const { status, body } = await service.get(path, ada);

    expect([status, body]).to.deep.equal([
      200,
      { channels: { email: true, sms: false, push: false }, detail: "all" },
    ]);
  });

  it("are what the customer sets", async () => {
    const { status, body } = await service.put(path, ada).send(briefly);
    const read = await service.get(path, ada);

    expect([status, body]).to.deep.equal([200, briefly]);
    expect(read.body).to.deep.equal(briefly);
  });

  it("are separate for each customer", async () => {
    await service.put(path, ada).send(briefly);

    const { body } = await service.get(path, grace);

    expect(body.detail).to.equal("all");
  });

  it("apply to orders placed from then on", async () => {
    await service.put(path, ada).send(briefly);
    await service.submit(placed);

    const { body } = await service.get(ordersOf, ada);

    expect(body.notifications.map(({ channel }: { channel: string }) => channel)).to.deep.equal(["sms"]);
  });

  it("do not apply to orders placed before", async () => {
    await service.submit(placed);
    await service.put(path, ada).send(briefly);

    const { body } = await service.get(ordersOf, ada);

    expect(body.notifications.map(({ channel }: { channel: string }) => channel)).to.deep.equal(["email"]);
  });

  it("may change back and forth", async () => {
    await service.put(path, ada).send(briefly);
    await service.put(path, ada).send({ ...briefly, detail: "all" });
    await service.put(path, ada).send(briefly);

    const { body } = await service.get(path, ada);

    expect(body).to.deep.equal(briefly);
  });

  it("must be complete", async () => {
    const { body } = await service.put(path, ada).send({ ...briefly, channels: { email: true, sms: true } });

    expect([body.status, body.errors[0].pointer]).to.deep.equal([400, "/channels/push"]);
  });

  it("have no other channels", async () => {
    const channels = { ...briefly.channels, fax: true };

    const { body } = await service.put(path, ada).send({ ...briefly, channels });

    expect([body.status, body.errors[0].pointer]).to.deep.equal([400, "/channels/fax"]);
  });

  it("must be booleans", async () => {
    const channels = { ...briefly.channels, sms: "yes" };

    const { body } = await service.put(path, ada).send({ ...briefly, channels });

    expect([body.status, body.errors[0].pointer]).to.deep.equal([400, "/channels/sms"]);
  });

  it("have no other detail", async () => {
    const { body } = await service.put(path, ada).send({ ...briefly, detail: "some" });

    expect([body.status, body.errors[0].pointer]).to.deep.equal([400, "/detail"]);
  });

  it("are refused for staff", async () => {
    const response = await service.get(path, staff);

    expect(response.status).to.equal(403);
  });
});
