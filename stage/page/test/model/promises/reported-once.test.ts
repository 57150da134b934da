import { expect } from "chai";
import { watchBreaches } from "../../../../breach-watch.ts";
import { anOrder, playOut, sessionOf } from "../../../../browser/test/played.ts";

describe("A promise that npm start has reported as broken", () => {
  it("is not reported again for the same order, however it is broken; it is for the next order", async () => {
    const reports: string[] = [];
    let now = 0;
    const company = await sessionOf({
      without: ["dedup"],
      actions: [{ at: 0, action: { do: "double", on: true } }],
    });
    const watch = watchBreaches(
      company.log,
      ({ promise, sentence }) => void reports.push(`${promise}: ${sentence}`),
      {
        now: () => now,
      },
    );
    const handledTwice = () => reports.filter((one) => one.startsWith("no message is handled twice"));
    const later = async () => {
      now += 60_000;
      await watch.check(false);
    };
    await company.act(anOrder);
    while (handledTwice().length === 0) {
      await company.step();
      await later();
    }
    await playOut(company);
    await later();
    expect(handledTwice()).to.have.length(1);
    expect(handledTwice()[0]).to.match(/ of #1 twice/);

    await company.act(anOrder);
    await playOut(company);
    await later();
    watch.end();
    expect(handledTwice()).to.have.length(2);
    expect(handledTwice()[1]).to.match(/ of #2 twice/);
  });

  it("is not reported in the same words as another one, which the same harm has broken before", async () => {
    const reports: string[] = [];
    let now = 0;
    const company = await sessionOf({ without: ["idempotency-key"] });
    const watch = watchBreaches(company.log, ({ sentence }) => void reports.push(sentence), {
      now: () => now,
    });
    watch.end();
    await company.act({ ...anOrder, card: "tok_lost" });
    while (reports.length === 0) {
      await company.step();
      await watch.check(false);
    }
    await playOut(company);
    now += 60_000;
    await watch.check(true);
    expect(reports).to.deep.equal([
      "Without idempotency-key, Ada was charged twice for #1: €19.00 instead of €9.50.",
    ]);
    const broken = new Set(watch.known().map(({ promise }) => promise));
    expect(broken).to.include(
      "the customer pays the price of a delivered order, and nothing for a cancelled one",
    );
  });
});
