import { createHash } from "node:crypto";
import { expect } from "chai";
import { contracts } from "#contracts/contracts.ts";
import { services } from "#contracts/hears.ts";
import { companyTopology } from "#messaging/topology.ts";
import { definitionsOf } from "../rabbitmq/definitions.ts";
import { hashOf } from "../rabbitmq/password.ts";
import { passwords } from "./passwords.ts";

const topology = companyTopology(contracts);

describe("The broker's definitions", () => {
  const definitions = definitionsOf(passwords);
  const permissionsOf = (name: string) => definitions.permissions.find(({ user }) => user === name);
  const topicsOf = (name: string) => definitions.topic_permissions.filter(({ user }) => user === name);

  it("contain every exchange, queue and binding of the contracts", () => {
    expect(definitions.exchanges.map(({ name }) => name)).to.include.members(
      topology.exchanges.map(({ name }) => name),
    );
    expect(definitions.queues.map((queue) => [queue.name, queue.arguments])).to.deep.equal(
      topology.queues.map((queue) => [queue.name, queue.arguments]),
    );
    expect(
      definitions.bindings.map(({ source, destination, routing_key }) => [source, destination, routing_key]),
    ).to.deep.equal(
      topology.bindings.map(({ exchange, queue, routingKey }) => [exchange, queue, routingKey]),
    );
  });

  it("contain the exchange of hops, which does not survive the broker", () => {
    const hops = definitions.exchanges.filter(({ durable }) => !durable);
    expect(hops.map(({ name, type }) => [name, type])).to.deep.equal([["food.hops", "fanout"]]);
  });

  it("contain a marker for each service, which shows it whether they match its contracts", () => {
    const markers = definitions.exchanges
      .map(({ name }) => name)
      .filter((name) => name.includes(".contracts."));
    expect(markers).to.have.length(services.length);
    expect(markers[0]).to.match(/^orders\.contracts\.[0-9a-f]{12}$/);
  });

  it("let orders publish its own events and cancellations, and read its own queues", () => {
    expect(permissionsOf("orders")).to.deep.equal({
      user: "orders",
      vhost: "/",
      configure:
        "^(orders\\.inbox|orders\\.retry\\.1s|orders\\.retry\\.5s|orders\\.retry\\.30s|orders\\.retry\\.2m|orders\\.retry\\.10m|orders\\.parked|orders\\.contracts\\.[0-9a-f]{12})$",
      write: "^(food\\.cancellations|food\\.events|food\\.parked|orders\\.retry|food\\.hops)$",
      read: "^(orders\\.inbox|orders\\.parked)$",
    });
    expect(topicsOf("orders")).to.deep.equal([
      { user: "orders", vhost: "/", exchange: "food.events", write: "^orders\\.", read: "^$" },
    ]);
  });

  it("let only orders publish cancellations", () => {
    expect(permissionsOf("payments")?.write).to.equal(
      "^(food\\.events|food\\.parked|payments\\.retry|food\\.hops)$",
    );
    expect(permissionsOf("couriers")?.write).to.equal(
      "^(food\\.events|food\\.parked|couriers\\.retry|food\\.hops)$",
    );
  });

  it("let notifications, which have no events, publish nothing", () => {
    expect(permissionsOf("notifications")?.write).to.equal(
      "^(food\\.parked|notifications\\.retry|food\\.hops)$",
    );
  });

  it("let the observer bind its own queues, and publish nothing", () => {
    expect(permissionsOf("observer")).to.deep.equal({
      user: "observer",
      vhost: "/",
      configure: "^observer\\.",
      write: "^observer\\.",
      read: "^(observer\\..*|food\\.events|food\\.cancellations|food\\.hops)$",
    });
    expect(topicsOf("observer")).to.deep.equal([
      { user: "observer", vhost: "/", exchange: "food.events", write: "^$", read: ".*" },
    ]);
  });

  it("let the counter count messages, and do nothing else", () => {
    const counter = permissionsOf("counter");
    const queues = new RegExp(counter?.write ?? "nobody");

    expect(counter).to.deep.include({ configure: "^$", read: "^$" });
    expect(topology.queues.map(({ name }) => name).filter((name) => !queues.test(name))).to.deep.equal([]);
    expect(definitions.exchanges.map(({ name }) => name).filter((name) => queues.test(name))).to.deep.equal(
      [],
    );
    expect(queues.test("amq.default")).to.equal(false);
  });

  it("let the operator read and redrive parked messages, and do nothing else", () => {
    expect(permissionsOf("operator")).to.deep.equal({
      user: "operator",
      vhost: "/",
      configure: "^operator\\.",
      write: `^(${services.map((name) => `${name}\\.retry`).join("|")})$`,
      read: `^(${services.map((name) => `${name}\\.parked`).join("|")})$`,
    });
    expect(topicsOf("operator")).to.deep.equal([]);
  });

  it("contain no passwords", () => {
    expect(JSON.stringify(definitions)).not.to.include("of-the-tests");
  });

  it("salt each password separately", () => {
    const again = definitionsOf(passwords);
    expect(again.users[0]?.password_hash).not.to.equal(definitions.users[0]?.password_hash);
  });

  it("contain the hash of each password from the environment", () => {
    const stored = Buffer.from(
      definitions.users.find(({ name }) => name === "orders")?.password_hash ?? "",
      "base64",
    );
    const digest = createHash("sha256").update(stored.subarray(0, 4)).update("orders-of-the-tests").digest();
    expect(stored.subarray(4).equals(digest)).to.equal(true);
  });

  it("hash as in RabbitMQ's own example", () => {
    expect(hashOf("test12", Buffer.from("908dc60a", "hex"))).to.equal(
      "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR",
    );
  });

  it("are not generated if passwords are missing or invalid in a URL; the error names all of them", () => {
    const wrong = { ...passwords, RABBITMQ_ADMIN_PASSWORD: "", RABBITMQ_ORDERS_PASSWORD: "p@ss:word/" };
    expect(() => definitionsOf(wrong)).to.throw(
      "RABBITMQ_ADMIN_PASSWORD is missing: it must be 8 to 128 letters, digits and . _ ~ -\n" +
        "RABBITMQ_ORDERS_PASSWORD cannot be used: it must be 8 to 128 letters, digits and . _ ~ -",
    );
  });
});
