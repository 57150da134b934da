import { expect } from "chai";
import { pino } from "pino";
import type { UnsignedHop } from "../../instance/hops.ts";
import { logHops } from "../../telemetry/log.ts";
import { taken as readingTaken } from "../../test/world.ts";

const taken = readingTaken("one", { note: "Ada measured this" });
const nothing = { saved: [], published: [], called: [], timersSet: [], timersCancelled: [] };

describe("The log", () => {
  /** The lines that a hop produces. */
  const linesOf = (hop: UnsignedHop, level = "debug"): readonly object[] => {
    const lines: object[] = [];
    const log = pino(
      { level, base: null, timestamp: false },
      { write: (line) => lines.push(JSON.parse(line)) },
    );
    logHops(log)({ ...hop, at: 0, service: "alerts", instance: 1 });
    return lines;
  };

  it("names the order, the message and its effects", () => {
    const saved = [{ key: "alerts/1", status: "charging" }];
    expect(
      linesOf({ kind: "handled", message: taken, did: { ...nothing, saved, called: ["alerts.ring"] } }),
    ).to.deep.equal([
      {
        level: 30,
        order: taken.correlationId,
        id: taken.id,
        type: "stations.reading-taken.v1",
        cause: taken.causationId,
        saved: ["alerts/1 is charging"],
        called: ["alerts.ring"],
        msg: "handled",
      },
    ]);
  });

  it("warns of a retry, with its reason", () => {
    const [line] = linesOf({ kind: "retried", message: taken, attempt: 1, tier: "1s", why: "not yet" });
    expect(line).to.include({ level: 40, why: "not yet", msg: "retry in 1s" });
  });

  it("reports a parked message as an error, even if it is unreadable", () => {
    const [line] = linesOf({
      kind: "parked",
      message: undefined,
      reason: "invalid-json",
      why: "it is no JSON",
    });
    expect(line).to.deep.equal({
      level: 50,
      reason: "invalid-json",
      why: "it is no JSON",
      msg: "parked for an operator",
    });
  });

  it("contains nothing from the data, which may be personal", () => {
    const text = JSON.stringify(linesOf({ kind: "handled", message: taken, did: nothing }));
    expect(text).not.to.include("Ada");
  });

  it("is silent below its level", () => {
    expect(linesOf({ kind: "received", message: taken, attempt: 0 }, "info")).to.deep.equal([]);
  });
});
