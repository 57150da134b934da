import { expect } from "chai";
import { canDeploy } from "../../gate/check.ts";
import {
  add,
  applyEdits,
  type Copy,
  copyContracts,
  deleteFile,
  drop,
  type Edit,
  remove,
  replace,
  set,
  write,
} from "./contracts-copy.ts";

const succeeded = "events/payments/payment-succeeded.v1.json";
const second = "events/payments/payment-succeeded.v2.json";
const placed = "events/orders/order-placed.v1.json";
const text = { description: "Something new.", type: "string", maxLength: 20 };

describe("Can a service be deployed?", () => {
  let there: Copy;
  let here: Copy;
  let printed: string[];

  beforeEach(async () => {
    there = await copyContracts();
    here = await copyContracts();
    printed = [];
  });

  afterEach(async () => {
    await there.remove();
    await here.remove();
  });

  it("yes, if nothing changed", async () => {
    expect(await statusOf("payments")).to.equal(0);
    expect(printed).to.deep.equal([`yes: payments can be deployed next to ${there.folder}`]);
  });

  it("yes, with a new optional field in its event", async () => {
    await applyEdits(here, [set(succeeded, "/properties/voucher", text)]);
    expect(await statusOf("payments")).to.equal(0);
  });

  it("no, if its consumers would miss a field; other services do not matter", async () => {
    await applyEdits(here, [
      remove(succeeded, "/properties/chargeId"),
      drop(succeeded, "/required", "chargeId"),
    ]);
    expect(await statusOf("payments")).to.equal(1);
    expect(printed[0]).to.equal("CONFLICT: /chargeId was removed (it was required).");
    expect(printed.at(-1)).to.equal(
      `no: payments is incompatible with orders, restaurants and notifications of ${there.folder}`,
    );
    printed.length = 0;
    expect(await statusOf("couriers")).to.equal(0);
  });

  it("no, if it would park events that the others still publish", async () => {
    await applyEdits(here, [set(placed, "/properties/voucher", text), add(placed, "/required", "voucher")]);
    expect(await statusOf("payments")).to.equal(1);
    expect(printed[0]).to.equal(
      "CONFLICT: payments would park events of orders: /voucher is new and required.",
    );
    expect(printed.at(-1)).to.equal(`no: payments is incompatible with orders of ${there.folder}`);
  });

  it("no, if it relies on a field that the others do not promise yet", async () => {
    await applyEdits(here, [
      set(placed, "/properties/voucher", text),
      set("expectations/payments/orders.order-placed.v1.json", "/properties/voucher", text),
    ]);
    expect(await statusOf("payments")).to.equal(1);
    expect(printed[0]).to.equal(
      "CONFLICT: payments relies on more than orders.order-placed.v1 guarantees: its schema has no /voucher.",
    );
  });

  it("no, if it retires a version that a consumer there still needs", async () => {
    await applyEdits(here, [
      ...hearsOnlySecond("orders"),
      ...hearsOnlySecond("restaurants"),
      ...hearsOnlySecond("notifications"),
      ...retired(),
    ]);
    expect(await statusOf("payments")).to.equal(1);
    expect(printed.filter((line) => line.startsWith("CONFLICT"))).to.deep.equal([
      "CONFLICT: orders consumes payments.payment-succeeded.v1, which payments no longer publishes.",
      "CONFLICT: notifications consumes payments.payment-succeeded.v1, which payments no longer publishes.",
      "CONFLICT: restaurants consumes payments.payment-succeeded.v1, which payments no longer publishes.",
    ]);
    expect(printed).to.contain("    Remedy: First deploy a version of orders that does not need it.");
  });

  it("no, if it waits for a version that no producer there publishes yet; then yes", async () => {
    await applyEdits(here, hearsOnlySecond("orders"));
    expect(await statusOf("orders")).to.equal(1);
    expect(printed[0]).to.equal(
      "CONFLICT: orders consumes payments.payment-succeeded.v2, which payments does not publish yet.",
    );
    await applyEdits(there, [write(second, { type: "object" })]);
    expect(await statusOf("orders")).to.equal(0);
  });

  it("no, if its own API breaks its clients; other services' APIs do not matter", async () => {
    await applyEdits(here, [remove("http/orders.openapi.json", "/paths/~1orders/get")]);
    expect(await statusOf("payments")).to.equal(0);
    expect(await statusOf("orders")).to.equal(1);
    expect(printed).to.contain("CONFLICT: GET /orders was removed.");
  });

  it("no, if a running broker has different queues for it; other services' queues do not matter", async () => {
    await applyEdits(here, [paymentsTier(2_000)]);
    expect(await statusOf("payments")).to.equal(1);
    expect(printed[0]).to.equal(
      "CONFLICT: the queue payments.retry.1s: x-message-ttl was 1000 and is now 2000.",
    );
    expect(printed.at(-1)).to.equal(`no: payments is incompatible with the broker of ${there.folder}`);
    printed.length = 0;
    expect(await statusOf("orders")).to.equal(0);
  });

  it("no, if a shared exchange differs; every service that uses it is affected", async () => {
    await applyEdits(here, [replace("generated/topology.json", '"type": "topic"', '"type": "direct"')]);
    expect(await statusOf("couriers")).to.equal(1);
    expect(printed[0]).to.equal('CONFLICT: the exchange food.events: type was "topic" and is now "direct".');
  });

  it("yes, with a renamed tier, and names the step", async () => {
    await applyEdits(here, [replace("generated/topology.json", "payments.retry.1s", "payments.retry.2s")]);
    expect(await statusOf("payments")).to.equal(0);
    expect(printed.join("\n")).to.match(/the queue payments\.retry\.2s is new.* Load the definitions/);
  });

  function statusOf(service: string) {
    const print = (line: string) => printed.push(line);
    return canDeploy({ folder: here.folder, repository: here.folder, print }, service, there.folder);
  }
});

const paymentsTier = (delayMs: number): Edit => ({
  file: "generated/topology.json",
  change: (text) => text.replace(/("payments\.retry\.1s",[^}]*"x-message-ttl": )1000/, `$1${delayMs}`),
});

function hearsOnlySecond(consumer: string): readonly Edit[] {
  return [
    write(second, { type: "object" }),
    replace(
      "generated/topology.json",
      `"${consumer}.inbox",\n      "routingKey": "payments.payment-succeeded.v1"`,
      `"${consumer}.inbox",\n      "routingKey": "payments.payment-succeeded.v2"`,
    ),
    deleteFile(`expectations/${consumer}/payments.payment-succeeded.v1.json`),
  ];
}

function retired(): readonly Edit[] {
  return [deleteFile(succeeded), deleteFile("golden/payments/payment-succeeded.v1.json")];
}
