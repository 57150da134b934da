import { readFileSync } from "node:fs";
import { expect } from "chai";
import { disabledGuarantees } from "#stage/guarantees/without.ts";
import { stories } from "#stage/stories/index.ts";
import { drawnIn, toBeDrawn } from "../choreography-picture.ts";
import { documentAt, fencesOf } from "../documents.ts";
import { outputOf, run, startCompany } from "../run-commands.ts";

const readme = documentAt("README.md");
const fences = fencesOf(readme);
const marked = (mark: string) => fences.filter((fence) => fence.mark === mark).map(({ body }) => body);

describe("README.md", () => {
  it("can be read in one sitting", () => {
    expect(readme.text.trimEnd().split("\n")).to.have.length.at.most(150);
  });

  it("draws the choreography as the contracts have it", () => {
    expect(drawnIn(readme)).to.deep.equal(toBeDrawn());
  });

  it("names, for each promise, the story that fails without it", () => {
    const rows = [...readme.text.matchAll(/\| `([a-z][a-z-]+)` \| (?:`([a-z][a-z-]+)` )?\|$/gm)];
    const said = rows.map(([, story = "", without]) => ({ story, without }));
    const names = disabledGuarantees.map(({ name, shownBy }) => ({ story: shownBy, without: name }));
    expect(said.filter(({ without }) => without)).to.have.length.above(5);
    expect(names).to.deep.include.members(said.filter(({ without }) => without));
    expect(stories.map(({ name }) => name)).to.include.members(said.map(({ story }) => story));
  });

  it("has no command that nobody runs", () => {
    const marks = ["runs against npm start", "runs in .ci/run", "runs with docker compose"];
    const commands = fences.filter(({ language }) => language === "sh");
    expect(commands.filter(({ mark }) => !marks.includes(mark))).to.deep.equal([]);
  });

  it("shows what the demo really prints", async function () {
    this.timeout(60_000);
    const [shown] = fences.filter(({ command }) => command.startsWith("npm run demo"));
    const printed = await outputOf(shown?.command ?? "");
    expect(shown?.body.trimEnd()).to.equal(printed.trimEnd());
  });

  it("has commands that .ci/run runs, too", () => {
    const ci = readFileSync(".ci/run", "utf8").replaceAll(" --silent", "");
    const commands = marked("runs in .ci/run").flatMap((body) => body.trim().split("\n"));
    expect(commands.filter((command) => !ci.includes(command))).to.deep.equal([]);
  });

  it("orders a pizza from npm start, and watches until it is delivered", async function () {
    this.timeout(90_000);
    const company = await startCompany();
    const commands = marked("runs against npm start")
      .join("\n")
      .replaceAll("http://localhost:8080", company.url);
    const printed = await run(`${company.exports}\n${commands}`).finally(company.stop);
    expect(printed).to.contain('"name":"Pizza Margherita"');
    expect(printed).to.contain('"status":"awaiting-payment"');
    expect(printed).to.contain('"status":"delivered"');
  });
});
