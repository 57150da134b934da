import { expect } from "chai";
import { parkedInMemory } from "#operations/parked/memory.ts";
import { companyThatLost, playOut } from "../../../../browser/test/played.ts";
import { embedded } from "../../../../company/embedded.ts";
import { evidenceOf } from "../../../../guarantees/evidence.ts";
import { violationsOf } from "../../../../guarantees/invariants.ts";
import { createLog, type NarrativeLog } from "../../../../narrative/log.ts";
import { parkedAt } from "../../../model/parked.ts";
import { promisesAt } from "../../../model/promises/promises.ts";
import { headline } from "../../../model/words.ts";
import { snapshotOf } from "../../../server/snapshot.ts";
import { watching } from "../watching.ts";

const poison = "exactly the poison messages are parked";

/** #1 is lost for want of an outbox. Later it is cancelled, and notifications parks the cancellation; by then, refund is off instead. */
const companyThatParks = async () => {
  const company = await companyThatLost();
  const [orderId = ""] = company.log.present.orders.keys();
  await company.act({ do: "cancel", orderId });
  await playOut(company);
  await company.act({ do: "guarantee", name: "refund", on: false });
  await playOut(company);
  const { lookAtEnd, page } = watching(company.log);
  await lookAtEnd();
  return { log: company.log, page };
};

/** #1 is lost for want of an outbox, and its customer waits. */
const companyThatWaits = async () => {
  const { log } = await playOut(await companyThatLost());
  const { lookAtEnd, page } = watching(log);
  await lookAtEnd();
  return { page };
};

describe("A message that was parked, and is no poison", () => {
  it("is told with its order, its error, and the guarantee that was off when its cause happened", async () => {
    const { log, page } = await companyThatParks();
    const promise = page.promises.value.find(({ name }) => name === poison);
    const breach = promise && page.tell(promise);
    expect(breach?.sentence).to.equal(
      "Without outbox, notifications parked order-cancelled of #1 (the order is not known yet); nobody feels it anymore.",
    );
    expect(breach?.path.map((at) => headline(log.entry(at) ?? never))).to.deep.equal([
      "outbox is switched off",
      "ada places an order",
      "orders handles place-order",
      "orders#1 is killed between commit and publish",
      "ada cancels the order",
      "orders handles cancel-order",
      "notifications parks order-cancelled: the order is not known yet",
    ]);
    expect(page.breach.value).to.equal(breach);
  });

  it("is never said to be felt by nobody where its customer waits for the same order", async () => {
    const { page } = await companyThatWaits();
    const sentences = page.promises.value
      .filter(({ is }) => is === "broken")
      .map((promise) => page.tell(promise).sentence);
    expect(sentences.length).to.be.above(1);
    for (const sentence of sentences) expect(sentence).to.include("Ada waits for #1 forever");
  });

  it("is found from its queue, where the log has it", async () => {
    const { log } = await companyThatParks();
    const at = parkedAt(log, log.stateAt(log.end), "notifications") ?? -1;
    expect(log.entry(at)).to.include({ kind: "parked", why: "not yet: the order is not known yet" });
    expect(parkedAt(log, log.stateAt(log.end), "payments")).to.equal(undefined);
    expect(parkedAt(log, log.stateAt(at), "notifications")).to.equal(undefined);
  });
});

/** A company in which two faulty publishers have sent the same unreadable order, and what is said of the parked messages. */
async function companyWithPoison() {
  const venue = await embedded(
    { name: "poison", about: "Nobody can read it.", needsFaultInjection: true, run: async () => {} },
    { seed: 1 },
  );
  const { company, log, provider, stage } = venue;
  await stage.faults.poison("{", "orders.order-placed.v1");
  await stage.faults.poison("{", "orders.order-placed.v1");
  await stage.passes(60_000);
  const brokenIn = (shown: NarrativeLog) =>
    promisesAt(shown, shown.stateAt(shown.end), true)
      .filter(({ is }) => is === "broken")
      .flatMap(({ violations }) => violations);
  return {
    operator: parkedInMemory(company.broker),
    passes: () => stage.passes(60_000),
    /** What is broken on the page, on one that is opened late, and at the end. */
    broken() {
      const late = createLog();
      snapshotOf(log.stateAt(log.end)).forEach(late.append);
      return [...brokenIn(log), ...brokenIn(late), ...violationsOf(evidenceOf(company, log, provider))];
    },
  };
}

describe("Parked poison that an operator takes out", () => {
  const note = { by: "sam", at: "2026-01-02T20:00:00.000Z", why: "to see it fail again" };

  it("breaks no promise when it is dropped, by one service or by all", async () => {
    const { broken, operator } = await companyWithPoison();
    expect(broken()).to.deep.equal([]);
    for (const service of ["payments", "restaurants", "notifications"] as const)
      for (const one of await operator.list(service)) {
        expect(await operator.drop(one, note)).to.equal(true);
        expect(broken()).to.deep.equal([]);
      }
  });

  it("breaks no promise when it is redriven, is parked again, and is dropped then", async () => {
    const { broken, operator, passes } = await companyWithPoison();
    for (const one of await operator.list("payments")) await operator.redrive(one, note);
    await passes();
    const [first, ...others] = await operator.list("payments");
    expect(others).to.have.length(1);
    expect(broken()).to.deep.equal([]);
    if (first) await operator.drop(first, note);
    expect(broken()).to.deep.equal([]);
  });
});

const never = { kind: "back", what: "broker", at: 0 } as const;
