import { expect } from "chai";
import { canDeploy, check, type GateOptions, type Status } from "#contracts/gate/check.ts";
import { copyRepository, type RepositoryCopy, type StoryReport } from "../version-change/repository-copy.ts";
import { type Stage, stages } from "../version-change/stages.ts";

describe("the lesson: payments.payment-succeeded goes from v1 to v2, and nothing breaks", () => {
  let copy: RepositoryCopy;
  /** The contracts of each release, the first before the lesson begins. */
  const releases: string[] = [];
  let said: string[] = [];

  before(() => {
    copy = copyRepository();
    releases.push(copy.remember());
  });

  after(() => copy.remove());

  it("1.0.0: payments publishes v1, and all three consume it", async () => {
    const { published, handled, violations } = await copy.runStories();
    expect(violations).to.deep.equal([]);
    expect(published).to.deep.equal(["v1"]);
    expect(handled).to.deep.equal(["notifications v1", "orders v1", "restaurants v1"]);
  });

  it("1.1.0: payments publishes both; orders consumes both, and acts on the first", async () => {
    const { published, handled } = await comes("1.1.0");
    expect(published).to.deep.equal(["v1", "v2"]);
    expect(handled).to.include.members(["notifications v1", "restaurants v1"]);
  });

  it("1.2.0: orders consumes v2 only; restaurants consumes both", async () => {
    const { published, handled } = await comes("1.2.0");
    expect(published).to.deep.equal(["v1", "v2"]);
    expect(handled).to.include.members(["notifications v1", "orders v2"]).and.not.include("orders v1");
  });

  it("the gate refuses to drop v1 too early, while notifications consumes only v1", async () => {
    expect(await asked((one) => canDeploy(one, "payments", releases.at(-1) ?? ""), inAHurry)).to.equal(1);
    expect(said).to.include(
      "CONFLICT: notifications consumes payments.payment-succeeded.v1, which payments no longer publishes.",
    );
    expect(await asked((one) => check(one, releases.at(-1)), inAHurry)).to.equal(1);
    expect(said).to.include("    Affected: notifications.");
  });

  it("1.3.0: restaurants consumes v2 only; notifications consumes both, and notifies the customer once", async () => {
    const { published, handled } = await comes("1.3.0");
    expect(published).to.deep.equal(["v1", "v2"]);
    expect(handled).to.include.members(["orders v2", "restaurants v2"]).and.not.include("restaurants v1");
  });

  it("2.0.0: v1 is retired, and everything works without it", async () => {
    const { published, handled } = await comes("2.0.0");
    expect(published).to.deep.equal(["v2"]);
    expect(handled).to.deep.equal(["notifications v2", "orders v2", "restaurants v2"]);
  });

  it("the gate refuses to deploy a service of 1.0.0 beside payments of 2.0.0: it would receive nothing", async () => {
    const [oldest = "", newest = ""] = [releases[0], releases.at(-1)];
    const print = (line: string) => said.push(line);
    said = [];
    expect(await canDeploy({ folder: oldest, repository: oldest, print }, "restaurants", newest)).to.equal(1);
    expect(said[0]).to.equal(
      "CONFLICT: restaurants consumes payments.payment-succeeded.v1, which payments does not publish yet.",
    );
  });

  /** A release: the gate passes it, each service can be deployed beside the previous release, and the stories succeed. */
  async function comes(release: string): Promise<StoryReport> {
    const stage = stageOf(release);
    copy.edit(stage.edits);
    await copy.run("tooling/contracts/generate.ts");
    await copy.run("operations/rabbitmq/generate-topology.ts");
    const before = releases.at(-1) ?? "";
    expect(await asked((one) => check(one, before)), said.join("\n")).to.equal(0);
    for (const service of stage.deployed)
      expect(await asked((one) => canDeploy(one, service, before)), said.join("\n")).to.equal(0);
    releases.push(copy.remember());
    const report = await copy.runStories();
    expect(report.violations).to.deep.equal([]);
    expect(report.twice, "a service that consumes both versions acts once").to.deep.equal([]);
    return report;
  }

  /** The gate's exit status for the copy, or for another folder of contracts. */
  async function asked(
    judge: (one: GateOptions) => Promise<Status>,
    folder: () => string = () => copy.contracts,
  ): Promise<Status> {
    said = [];
    return judge({ folder: folder(), repository: copy.folder, print: (line) => said.push(line) });
  }

  /** The current contracts, without v1. */
  function inAHurry(): string {
    return copy.remember([
      "events/payments/payment-succeeded.v1.json",
      "expectations/restaurants/payments.payment-succeeded.v1.json",
      "expectations/notifications/payments.payment-succeeded.v1.json",
    ]);
  }
});

function stageOf(release: string): Stage {
  const stage = stages.find((one) => one.release === release);
  if (!stage) throw new Error(`there is no release ${release}`);
  return stage;
}
