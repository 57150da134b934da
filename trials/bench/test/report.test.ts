import { expect } from "chai";
import { type Throughput, wavesOf } from "../measure.ts";
import { coresOf, report } from "../report.ts";

const measured = (of: Partial<Throughput>): Throughput => ({
  ordersPerSecond: 171,
  deliveriesPerSecond: 3_083,
  wholeWaves: true,
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
  it("warns if more cores were used than the machine has", () => {
    const miscounted = measured({ ordersPerSecond: 201.5 });

    expect(coresOf(miscounted)).to.be.closeTo(2.28, 0.01);
    expect(warnings(miscounted)).to.deep.equal([
      "group commit, orders without HTTP: 202 orders/s at 11.3 ms each use 2.28 cores of 2: orders and deliveries were not counted over the same interval.",
    ]);
  });

  it("warns if an interval ended in the middle of a wave", () => {
    expect(warnings(measured({ wholeWaves: false }))).to.deep.equal([
      "group commit, orders without HTTP: no wave of orders ended in time, so orders/s and deliveries/s disagree.",
    ]);
  });

  it("does not warn if orders, deliveries and CPU time agree", () => {
    expect(warnings(plain)).to.deep.equal([]);
  });
});

describe("A wave", () => {
  it("ends when as many orders have been delivered as are under way", () => {
    expect([999, 1_000, 1_999, 2_000].map((delivered) => wavesOf(delivered, 1_000))).to.deep.equal([
      0, 1, 1, 2,
    ]);
  });
});
