import { expect } from "chai";
import { pino } from "pino";
import type { Hop } from "../../instance/hops.ts";
import { createMetrics } from "../../telemetry/metrics.ts";
import { taken as readingTaken } from "../../test/world.ts";
import { observers } from "../observers.ts";

const taken = readingTaken("one", { note: "Ada measured this" });
const received = (time: string): Hop => ({
  kind: "received",
  message: { ...taken, time },
  attempt: 1,
  at: 0,
  service: "alerts",
  instance: 1,
});

describe("The observers of a process", () => {
  it("survive metrics that throw: each failure is counted, the first is logged", async () => {
    const lines: string[] = [];
    const metrics = createMetrics("alerts");
    const observe = observers({
      log: pino({ level: "debug" }, { write: (line) => lines.push(line) }),
      metrics,
    });
    for (const time of ["2016-12-31T23:59:60Z", "never", taken.time]) observe(received(time));

    expect(lines.filter((line) => line.includes("an observer failed"))).to.have.length(1);
    expect(lines.filter((line) => line.includes('"received"'))).to.have.length(3);
    expect(await metrics.text()).to.include('observer_failures_total{observer="metrics",service="alerts"} 2');
  });

  it("count a failure of the log, which cannot be logged", async () => {
    const metrics = createMetrics("alerts");
    const broken = () => {
      throw new Error("write EPIPE");
    };
    const observe = observers({ log: pino({ level: "debug" }, { write: broken }), metrics });
    observe(received(taken.time));

    expect(await metrics.text()).to.include('observer_failures_total{observer="log",service="alerts"} 1');
  });
});
