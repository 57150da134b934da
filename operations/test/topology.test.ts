import { expect } from "chai";
import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import { hears, services } from "#contracts/hears.ts";
import { retryTiers } from "#messaging/policies/retry-tiers.ts";
import { companyTopology, type Queue, queuesOf, topologyOf } from "#messaging/topology.ts";

const { exchanges, queues, bindings } = companyTopology(contracts);

describe("The topology", () => {
  it("has the three shared exchanges and one for retries per service", () => {
    expect(exchanges).to.deep.equal([
      { name: "food.events", type: "topic" },
      { name: "food.cancellations", type: "fanout" },
      { name: "food.parked", type: "direct" },
      ...services.map((name) => ({ name: `${name}.retry`, type: "direct" })),
    ]);
  });

  it("has seven queues per service, each with its own name", () => {
    expect(new Set(queues.map(({ name }) => name)).size).to.equal(queues.length);
    expect(queues).to.have.length(services.length * (2 + retryTiers.length));
  });

  it("makes every queue a durable quorum queue with a delivery limit", () => {
    const others = queues.filter(
      (queue) =>
        !queue.durable ||
        queue.arguments["x-queue-type"] !== "quorum" ||
        !Number.isSafeInteger(queue.arguments["x-delivery-limit"]),
    );
    expect(others).to.deep.equal([]);
  });

  it("has a delivery limit that no outage reaches: positive, because RabbitMQ 3.10 treats -1 as no limit", () => {
    const near = queues.filter((queue) => Number(queue.arguments["x-delivery-limit"]) < 1_000_000);
    expect(near).to.deep.equal([]);
  });

  it("dead-letters at least once or not at all", () => {
    const others = queues.filter(deadLetters).filter(({ arguments: settings }) => {
      return (
        settings["x-dead-letter-strategy"] !== "at-least-once" || settings["x-overflow"] !== "reject-publish"
      );
    });
    expect(others).to.deep.equal([]);
  });

  it("dead-letters only to routable keys", () => {
    const stranded = queues.filter(deadLetters).filter((queue) => targetsOf(queue).length !== 1);
    expect(stranded).to.deep.equal([]);
  });

  it("dead-letters every retry queue to the inbox of its service", () => {
    const back = services.flatMap((service) =>
      queuesOf(service).retry.flatMap(({ name }) =>
        targetsOf(queueNamed(name)).map((to) => `${name} → ${to}`),
      ),
    );
    expect(back).to.have.length(services.length * retryTiers.length);
    expect(back).to.include("payments.retry.30s → payments.inbox");
    expect(back.filter((way) => !/^(\w+)\.retry\.\w+ → \1\.inbox$/.test(way))).to.deep.equal([]);
  });

  it("dead-letters every inbox to the parked queue of its service", () => {
    expect(targetsOf(queueNamed("couriers.inbox"))).to.deep.equal(["couriers.parked"]);
  });

  it("keeps parked messages: a parked queue has no TTL, no dead-letter exchange and no low delivery limit", () => {
    expect(queueNamed("orders.parked").arguments).to.deep.equal({
      "x-queue-type": "quorum",
      "x-delivery-limit": 2_147_483_647,
    });
  });

  it("binds each inbox to exactly the events that its service consumes", () => {
    const bound = bindings
      .filter(({ queue, exchange }) => queue === "couriers.inbox" && exchange.startsWith("food."))
      .map(({ exchange, routingKey }) => `${exchange} ${routingKey}`);
    expect(bound).to.deep.equal([
      "food.events restaurants.order-confirmed.v1",
      "food.events restaurants.order-ready.v1",
      "food.cancellations orders.order-cancelled.v1",
    ]);
  });

  it("has a binding for every consumed event", () => {
    const missing = services.flatMap((service) =>
      hears[service].filter(
        (type) =>
          !bindings.some(
            (one) =>
              one.queue === `${service}.inbox` &&
              one.routingKey === type &&
              one.exchange === exchangeOf(type),
          ),
      ),
    );
    expect(missing).to.deep.equal([]);
  });

  it("binds only exchanges and queues that exist", () => {
    const names = new Set([...exchanges, ...queues].map(({ name }) => name));
    expect(bindings.filter(({ queue, exchange }) => !names.has(queue) || !names.has(exchange))).to.deep.equal(
      [],
    );
  });

  it("delays each retry longer than the one before", () => {
    expect(retryTiers.map(([, delayMs]) => delayMs)).to.deep.equal([1_000, 5_000, 30_000, 120_000, 600_000]);
    expect(queueNamed("orders.retry.2m").arguments["x-message-ttl"]).to.equal(120_000);
  });

  it("sends cancellations to the fanout, and everything else to the topic", () => {
    expect(exchangeOf("orders.order-cancelled.v1")).to.equal("food.cancellations");
    expect(exchangeOf("orders.order-placed.v1")).to.equal("food.events");
  });

  it("names a service's queues", () => {
    expect(queuesOf("payments")).to.deep.equal({
      inbox: "payments.inbox",
      parked: "payments.parked",
      retry: [
        { name: "payments.retry.1s", routingKey: "1s", delayMs: 1_000 },
        { name: "payments.retry.5s", routingKey: "5s", delayMs: 5_000 },
        { name: "payments.retry.30s", routingKey: "30s", delayMs: 30_000 },
        { name: "payments.retry.2m", routingKey: "2m", delayMs: 120_000 },
        { name: "payments.retry.10m", routingKey: "10m", delayMs: 600_000 },
      ],
    });
  });

  it("gives one service its own queues, and the exchanges that they use", () => {
    const one = topologyOf(contracts, "payments");
    expect(one.exchanges.map(({ name }) => name)).to.deep.equal([
      "food.events",
      "food.cancellations",
      "food.parked",
      "payments.retry",
    ]);
    expect(one.queues.filter(({ name }) => !name.startsWith("payments."))).to.deep.equal([]);
  });
});

function deadLetters(queue: Queue): boolean {
  return "x-dead-letter-exchange" in queue.arguments;
}

function targetsOf({ arguments: settings }: Queue): string[] {
  return bindings
    .filter(
      ({ exchange, routingKey }) =>
        exchange === settings["x-dead-letter-exchange"] &&
        routingKey === settings["x-dead-letter-routing-key"],
    )
    .map(({ queue }) => queue);
}

function queueNamed(name: string): Queue {
  const found = queues.find((queue) => queue.name === name);
  if (!found) throw new Error(`no queue ${name}`);
  return found;
}
