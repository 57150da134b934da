import { expect } from "chai";
import type { Topology } from "#messaging/topology.ts";
import { queues } from "../queues.ts";

const topology: Topology = {
  exchanges: [
    { name: "kitchen.events", type: "topic" },
    { name: "kitchen.unused", type: "fanout" },
  ],
  queues: [
    { name: "cook.inbox", durable: true, arguments: {} },
    {
      name: "cook.retry.5s",
      durable: true,
      arguments: { "x-message-ttl": 5_000, "x-dead-letter-exchange": "kitchen.events" },
    },
  ],
  bindings: [
    { exchange: "kitchen.events", queue: "cook.inbox", routingKey: "pizza.ordered" },
    { exchange: "kitchen.events", queue: "cook.inbox", routingKey: "pasta.ordered" },
  ],
};

describe("The drawing of a topology", () => {
  it("has an arrow for the bindings of each queue, and one for where its expired messages go", () => {
    expect(queues(topology).split("\n")).to.deep.equal([
      "flowchart LR",
      '  kitchen_events["kitchen.events<br><small>topic exchange</small>"]',
      '  cook_inbox[("cook.inbox")]',
      '  cook_retry_5s[("cook.retry.5s")]',
      "  kitchen_events -->|pizza.ordered<br>pasta.ordered| cook_inbox",
      "  cook_retry_5s -.->|after 5 s| kitchen_events",
    ]);
  });
});
