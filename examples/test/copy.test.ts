import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { documentAt, type Fence, fencesOf } from "#tooling/documents/documents.ts";
import { describeOnServers } from "#tooling/servers/describe.ts";
import packageJson from "../../package.json" with { type: "json" };

const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** The blocks of the section "Copy it" of the chassis' README, in their order. */
function copyIt(): readonly Fence[] {
  const { path, text } = documentAt("messaging/README.md");
  const [, section = ""] = text.split(/^## Copy it\n/m);
  return fencesOf({ path, text: section.split(/^## /m)[0] ?? "" });
}

/** Runs a script in a folder, and returns what it prints. */
function run(script: string, folder: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { ...process.env, ...env } };
    execFile("bash", ["--norc", "-euo", "pipefail", "-c", script], options, (error, stdout, stderr) =>
      error ? reject(new Error(`${script}\n${stdout}${stderr}`, { cause: error })) : resolve(stdout),
    );
  });
}

/** A script of the README, as it runs here: from this repository, with its packages, and with the servers of the test. */
const here = (script: string): string =>
  script
    .replace(/^from=.*$/m, `from=${repository}`)
    .replace(/^npm install .*$/gm, "")
    .replace(/^export RABBITMQ_URL=.*$/m, "");

const needsServers = ({ body }: Fence): boolean => body.includes("RABBITMQ_URL");

/** Follows the section in an empty folder: writes its files, and runs its scripts. */
async function follow(): Promise<{ readonly folder: string; readonly printed: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "copy-it-"));
  await symlink(join(repository, "node_modules"), join(folder, "node_modules"));
  const printed: string[] = [];
  for (const block of copyIt()) {
    const [, file] = /^file: (\S+)$/.exec(block.mark) ?? [];
    if (file) await writeFile(join(folder, file), block.body);
    else if (block.language === "sh" && !needsServers(block))
      printed.push(await run(here(block.body), folder));
  }
  return { folder, printed };
}

describe("Copy it, word for word, in an empty folder", () => {
  let folder = "";
  let printed: readonly string[] = [];
  before(async () => {
    ({ folder, printed } = await follow());
  });
  after(() => rm(folder, { recursive: true }));

  it("generates the contracts, compiles, and runs the company in memory", () => {
    expect(printed.join("\n")).to.match(/1 passing/);
  });

  it("copies no other company: what the compiler reads names none of ours", async () => {
    const found = await run(
      "grep -rlE 'food\\.|#(orders|payments|stage)/' --include=*.ts --exclude-dir=node_modules . || true",
      folder,
    );
    expect(found).to.equal("");
  });

  it("installs the versions that this repository is tested with", () => {
    const installed: Readonly<Record<string, string>> = {
      ...packageJson.dependencies,
      ...packageJson.devDependencies,
    };
    const named = copyIt().flatMap(({ body }) => [...body.matchAll(/ ((?:@[\w-]+\/)?[\w-]+)@([\d.]+)/g)]);
    expect(named.length).to.be.above(10);
    for (const [, name = "", version] of named) expect(version, name).to.equal(installed[name]);
  });

  describeOnServers("with RabbitMQ and MongoDB", (servers) => {
    it("declares the topology, and welcomes a member", async () => {
      const RABBITMQ_URL = await servers().rabbitmq.freshVhost();
      const [script] = copyIt().filter(needsServers);
      const env = { RABBITMQ_URL, MONGODB_URL: servers().mongodb.url };
      expect(await run(here(script?.body ?? ""), folder, env)).to.match(/ada@example.com is welcomed\n$/);
    });
  });
});
