import { expect } from "chai";
import { randomFrom } from "#stage/company/random.ts";
import { chance } from "#trials/simulation/chance.ts";
import { faults } from "../faults/index.ts";
import { longPlan, shortPlan } from "../plan.ts";

describe("A plan of chaos", () => {
  it("has each fault once if short, and never two with the same target at once", () => {
    const steps = shortPlan(faults).flatMap((round) => round.steps);
    const names = steps.flat().map(({ name }) => name);

    expect(names).to.have.members(faults.map(({ name }) => name));
    expect(
      steps.filter((step) => new Set(step.map(({ target }) => target)).size < step.length),
    ).to.deep.equal([]);
  });

  it("strikes as often as planned if long", () => {
    const kills = faults.filter(({ name }) => name === "database-kill");
    const plan = longPlan({ faults: kills }, chance(randomFrom(1)));

    expect(plan.map(({ name }) => name)).to.deep.equal(Array.from({ length: 5 }, () => "database-kill"));
    expect(plan.flatMap(({ steps }) => steps)).to.have.lengthOf(50);
  });

  it("mixes faults, the same way for the same seed", () => {
    const planned = () =>
      longPlan({ faults, rounds: 1 }, chance(randomFrom(7))).map(({ name, steps }) => [
        name,
        ...steps.map((step) => step.map((fault) => fault.name)),
      ]);

    expect(planned()).to.deep.equal(planned());
    expect(planned().at(-1)?.[0]).to.equal("mixed");
  });
});
