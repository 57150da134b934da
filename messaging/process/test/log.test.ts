import { expect } from "chai";
import { pino } from "pino";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import type { UnsignedHop } from "../../hops.ts";
import { logHops } from "../../telemetry/log.ts";

const placed = eventMessage("orders.order-placed.v1", samples["orders.order-placed.v1"]);
const nothing = { saved: [], published: [], called: [], timersSet: [], timersCancelled: [] };

describe("The log", () => {
  /** The lines that a hop produces. */
  const linesOf = (hop: UnsignedHop, level = "debug"): readonly object[] => {
    const lines: object[] = [];
    const log = pino(
      { level, base: null, timestamp: false },
      { write: (line) => lines.push(JSON.parse(line)) },
    );
    logHops(log)({ ...hop, at: 0, service: "payments", instance: 1 });
    return lines;
  };

  it("names the order, the message and its effects", () => {
    const saved = [{ key: "payments/1", status: "charging" }];
    expect(
      linesOf({ kind: "handled", message: placed, did: { ...nothing, saved, called: ["payments.charge"] } }),
    ).to.deep.equal([
      {
        level: 30,
        order: placed.correlationId,
        id: placed.id,
        type: "orders.order-placed.v1",
        cause: placed.causationId,
        saved: ["payments/1 is charging"],
        called: ["payments.charge"],
        msg: "handled",
      },
    ]);
  });

  it("warns of a retry, with its reason", () => {
    const [line] = linesOf({ kind: "retried", message: placed, attempt: 1, tier: "1s", why: "not yet" });
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

  it("contains no personal data: no name, no address, no card", () => {
    const text = JSON.stringify(linesOf({ kind: "handled", message: placed, did: nothing }));
    expect(text).not.to.include(placed.data.customer.name);
    expect(text).not.to.include(placed.data.address);
    expect(text).not.to.include(placed.data.card);
  });

  it("is silent below its level", () => {
    expect(linesOf({ kind: "received", message: placed, attempt: 0 }, "info")).to.deep.equal([]);
  });
});
