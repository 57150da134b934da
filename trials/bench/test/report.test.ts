import { expect } from "chai";
import { deliveriesPerOrder, type Throughput } from "../measure.ts";
import { report } from "../report.ts";

const measured = (of: Partial<Throughput>): Throughput => ({
  ordersPerSecond: 171,
  deliveriesPerSecond: 3_083,
  deliveriesPerOrder,
  messagesPerBatch: 150,
  cpuMsPerOrder: { orders: 5.3, mongodb: 4, rabbitmq: 2 },
  rssMb: {},
  others: 0,
  unexpected: 0,
  ...of,
});
const machine = { cpu: "a processor", cores: 2, memoryGb: 8, node: "v24.21.0" };
const plain = measured({});
const round = {
  http: plain,
  single: plain,
  unguarded: plain,
  groupAlone: plain,
  unguardedAlone: plain,
  bareBroker: plain,
  barePair: 1,
  bareStore: 1,
  alone: { p50: 1, p99: 1 },
};
const warnings = (group: Throughput) => {
  const rounds = [1, 2, 3].map(() => ({ ...round, group }));
  return report({ machine, rounds, seconds: 15 }).object.warnings;
};

describe("The report of the bench", () => {
  it("warns if orders were counted that were not delivered in the usual way", () => {
    expect(warnings(measured({ deliveriesPerOrder: 17.4 }))).to.deep.equal([
      "group commit, orders without HTTP: an order took 17.40 deliveries instead of 18, so orders/s is wrong.",
    ]);
  });

  it("does not warn if each order took as many deliveries as it should", () => {
    expect(warnings(plain)).to.deep.equal([]);
  });
});
