import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { endAll, saying, startStage } from "#stage/test/processes.ts";
import { documentAt, fencesOf } from "#tooling/documents/documents.ts";
import { run } from "#tooling/documents/run-commands.ts";

const document = documentAt("operations/parked/README.md");
const [commands = ""] = fencesOf(document)
  .filter(({ mark }) => mark === "runs against npm start")
  .map(({ body }) => body);

describe("The README of operations/parked/", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pas-de-cinq-parked-"));
  });
  after(async () => {
    endAll();
    await rm(folder, { recursive: true });
  });

  it("has commands that work as written, one after the other", async () => {
    const company = startStage("start.ts", ["--poison"], { PORT: "0" });
    const said = await saying(company, "notifications a message ⚑ parked, schema-violation");
    const [, url = ""] = /ready at (\S+)/.exec(said) ?? [];
    const [token = ""] = /^source .*$/m.exec(said) ?? [];
    const audit = join(folder, "audit.jsonl");
    const printed = await run(
      `${token}\n${commands}`
        .replaceAll("npm run parked", "npm run -s parked")
        .replaceAll("http://localhost:8080", url)
        .replaceAll("--by ada", `--by ada --audit ${audit}`)
        .replaceAll("parked-audit.jsonl", audit),
      100_000,
    );
    const written = (await readFile(audit, "utf8")).trim().split("\n");

    const [counted = ""] = /^messages.*\n(?:\d+ .*\n)+/.exec(printed) ?? [];
    const parked = [...counted.matchAll(/^\d+/gm)].reduce((sum, [n]) => sum + Number(n), 0);
    expect(document.text.replaceAll("\n", " ")).to.include(`so ${parked} messages are parked`);
    expect(printed).to.match(/^messages {2}service {8}reason {12}type\n1 {9}payments/);
    expect(printed).to.include("error       /data: must have required property 'orderId'");
    expect(printed).to.include("2 would be redriven; nothing was changed\n");
    expect(printed).to.include(`2 of 2 redriven; recorded in ${audit}\n`);
    expect(printed).to.include(`3 of 3 dropped; recorded in ${audit}\n`);
    expect(printed).to.match(/"redriven":1,.*"x-redriven-by":"sam"/);
    expect(
      written.map((line) => JSON.parse(line)).map(({ by, did, service }) => [by, did, service]),
    ).to.deep.equal([
      ["ada", "redrive", "payments"],
      ["ada", "redrive", "payments"],
      ["ada", "drop", "payments"],
      ["ada", "drop", "restaurants"],
      ["ada", "drop", "notifications"],
    ]);
  });
});
