import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { perService } from "#contracts/per-service.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { recordingSender } from "#notifications/sender.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { company } from "../../company/company.ts";
import { embeddedProvider } from "../../company/provider/embedded.ts";
import { realTimes } from "../../company/settings.ts";
import type { Entry } from "../entry.ts";
import { createLineReader, createLineWriter } from "../json-lines.ts";
import { createLog } from "../log.ts";
import { createRecorder } from "../recorder.ts";

const away: Entry = { at: 1_000, kind: "away", what: "broker" };
const back: Entry = { at: 2_000, kind: "back", what: "broker" };
const killed: Entry = { at: 2_000, kind: "killed", service: "orders", instance: 1 };

describe("A narrative log", () => {
  it("knows the state at each of its positions", () => {
    const log = createLog();
    for (const entry of [away, back, killed]) log.append(entry);

    expect([0, 1, 2, 3].map((position) => log.stateAt(position).broker)).to.deep.equal([
      "up",
      "away",
      "up",
      "up",
    ]);
    expect(log.stateAt(3).services.orders.instances.get(1)).to.equal("killed");
    expect([...log.stateAt(3).faults.values()]).to.deep.equal([{ text: "orders#1 is dead", since: 2_000 }]);
  });

  it("finds the position of a time: after everything that happened until then", () => {
    const log = createLog();
    for (const entry of [away, back, killed]) log.append(entry);

    expect([999, 1_000, 1_999, 2_000].map((ms) => log.positionAt(ms))).to.deep.equal([0, 1, 1, 3]);
  });

  it("drops its oldest entries, and keeps their effect", () => {
    const log = createLog({ keep: 10, every: 5 });
    log.append(killed);
    for (let n = 0; n < 50; n += 1) log.append(n % 2 === 0 ? away : back);

    expect(log.end).to.equal(51);
    expect(log.first).to.be.within(36, 41);
    expect(log.entries).to.have.length(log.end - log.first);
    expect(log.stateAt(0).position).to.equal(log.first);
    expect(log.stateAt(log.end - 1).services.orders.instances.get(1)).to.equal("killed");
  });

  it("returns states that later entries do not change", () => {
    const log = createLog();
    log.append(away);
    const then = log.stateAt(1);
    log.append(back);

    expect(then.broker).to.equal("away");
  });

  it("is the same after it was written as lines of JSON and read back", async () => {
    const entries = await startOfTheCompany();
    const write = createLineWriter();
    const lines = entries.map(write);
    const read = lines.map(createLineReader());
    const again = createLineWriter();

    expect(entries.length).to.be.greaterThan(50);
    expect(read.map(again)).to.deep.equal(lines);
    expect(asJson(read)).to.deep.equal(asJson(entries));
  });

  it("still says, read back, before which step an instance was killed, or is to be", () => {
    const orders1 = { at: 1_000, service: "orders", instance: 1, before: "publish" } as const;
    const entries: readonly Entry[] = [
      { kind: "arming", ...orders1 },
      { kind: "killed", ...orders1 },
    ];
    expect(entries.map(createLineWriter()).map(createLineReader())).to.deep.equal(entries);
  });
});

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The entries of the company's start: instances start, restaurants and couriers are added, menus reach orders. */
async function startOfTheCompany(): Promise<readonly Entry[]> {
  const clock = virtualClock();
  const log = createLog();
  const recorder = createRecorder(clock, log.append);
  const provider = createProvider({
    clock,
    journal: recorder.journal,
    sign: () => "",
    webhook: async () => {},
  });
  const five = await company({
    clock,
    random: () => 0.5,
    settings: realTimes,
    provider: embeddedProvider(provider),
    sender: recorder.sender(recordingSender()),
    observe: recorder.observe,
    ...recorder.hooks,
    wire: recorder.wire,
    decorate: recorder.recordIntent,
  });
  await clock.runToRest({ withinMs: 60_000 });
  const state = log.stateAt(log.end);
  const reported = perService((name) =>
    Object.values(five.databases[name].dump().documents).flatMap(Object.keys),
  );
  const folded = perService((name) =>
    [...state.services[name].documents.keys()].map((key) => key.split("/")[1]),
  );
  for (const name of services) expect(folded[name]).to.have.members(reported[name]);
  return log.entries;
}
