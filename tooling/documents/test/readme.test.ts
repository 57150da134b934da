import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { disabledGuarantees } from "#stage/guarantees/disabled-guarantees.ts";
import { stories } from "#stage/stories/index.ts";
import packageJson from "../../../package.json" with { type: "json" };
import { drawnIn, toBeDrawn } from "../choreography-picture.ts";
import { documentAt, fencesOf } from "../documents.ts";
import { run, startCompany } from "../run-commands.ts";

const readme = documentAt("README.md");
const fences = fencesOf(readme);
const marked = (mark: string) => fences.filter((fence) => fence.mark === mark).map(({ body }) => body);

describe("README.md", () => {
  it("can be read in one sitting", () => {
    expect(readme.text.trimEnd().split("\n")).to.have.length.at.most(150);
  });

  it("has badges that are true", () => {
    const pictures = [...readme.text.matchAll(/\[!\[([^\]]*)\]\(([^)]*)\)\]\(([^)]*)\)/g)];
    const badges = pictures.filter(([, , picture]) => picture?.includes("badge"));
    const { engines, license } = packageJson;
    expect(badges.map(([, label, , target]) => ({ label, target }))).to.deep.equal([
      { label: "ci", target: "../../actions/workflows/ci.yml" },
      { label: `Node.js: ${engines.node.slice(">=".length)} or newer`, target: ".nvmrc" },
      { label: `license: ${license}`, target: "LICENSE" },
    ]);
    expect(badges.map(([, , picture]) => decodeURIComponent(picture ?? ""))).to.deep.equal([
      "../../actions/workflows/ci.yml/badge.svg",
      `https://img.shields.io/badge/node-${engines.node.replace(">=", "≥ ")}-417e38`,
      `https://img.shields.io/badge/license-${license}-blue`,
    ]);
    expect(existsSync(".github/workflows/ci.yml")).to.equal(true);
  });

  it("draws the choreography of the contracts", () => {
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

  it("has only commands that are run somewhere", () => {
    const marks = ["runs against npm start", "runs in .ci/run", "runs with docker compose"];
    const commands = fences.filter(({ language }) => language === "sh");
    expect(commands.filter(({ mark }) => !marks.includes(mark))).to.deep.equal([]);
  });

  it("has commands that .ci/run runs", () => {
    const ci = readFileSync(".ci/run", "utf8").replaceAll(" --silent", "");
    const commands = marked("runs in .ci/run").flatMap((body) => body.trim().split("\n"));
    expect(commands.filter((command) => !ci.includes(command))).to.deep.equal([]);
  });

  it("orders a pizza from npm start, and watches until it is delivered", async () => {
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
