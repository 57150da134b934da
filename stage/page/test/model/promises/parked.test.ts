import { expect } from "chai";
import { companyThatLost, playOut } from "../../../../browser/test/played.ts";
import { parkedAt } from "../../../model/parked.ts";
import { headline } from "../../../model/words.ts";
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

const never = { kind: "back", what: "broker", at: 0 } as const;
