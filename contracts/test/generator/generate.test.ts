import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { generate } from "../../generator/generate.ts";
import { hears, services } from "../../hears.ts";

const contracts = fileURLToPath(new URL("../..", import.meta.url));

describe("The generator", () => {
  let folder: string;
  let printed: string[];

  beforeEach(async () => {
    printed = [];
    folder = await mkdtemp(join(tmpdir(), "contracts-"));
    await cp(join(contracts, "events"), join(folder, "events"), { recursive: true });
    await cp(join(contracts, "envelope.json"), join(folder, "envelope.json"));
    await cp(join(contracts, "expectations"), join(folder, "expectations"), { recursive: true });
    await cp(join(contracts, "golden"), join(folder, "golden"), { recursive: true });
    await cp(join(contracts, "releases"), join(folder, "releases"), { recursive: true });
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("writes exactly the committed files", async () => {
    expect(await run({ check: false })).to.equal(0);
    expect(await generated(folder, "events.ts")).to.equal(await generated(contracts, "events.ts"));
    expect(await generated(folder, "validators.js")).to.equal(await generated(contracts, "validators.js"));
    expect(await generated(folder, "asyncapi.json")).to.equal(await generated(contracts, "asyncapi.json"));
  });

  it("writes validators for unique items, which need more of ajv's code", async () => {
    const path = join(folder, "events/orders/order-placed.v1.json");
    const schema = JSON.parse(await readFile(path, "utf8"));
    schema.properties.items.uniqueItems = true;
    await writeFile(path, JSON.stringify(schema));
    expect(await run({ check: false }), printed.join("\n")).to.equal(0);

    await symlink(join(contracts, "../node_modules"), join(folder, "node_modules"));
    const { validators } = await import(join(folder, "generated", "validators.js"));
    const validate = validators["orders.order-placed.v1"];
    const [example] = schema.examples;
    const [item] = example.items;
    expect(validate(example)).to.equal(true);
    expect(validate({ ...example, items: [item, item] })).to.equal(false);
  });

  it("finds nothing outdated after it has written", async () => {
    await run({ check: false });
    expect(await run({ check: true })).to.equal(0);
  });

  it("names each outdated file, and the remedy", async () => {
    await run({ check: false });
    await writeFile(join(folder, "generated", "events.ts"), "export {};\n");
    await rm(join(folder, "generated", "choreography.md"));
    await rm(join(folder, "pages", "orders.order-placed.v1.md"));
    await writeFile(join(folder, "pages", "orders.order-eaten.v1.md"), "An event that is gone.");
    printed = [];

    expect(await run({ check: true })).to.equal(1);
    expect(printed).to.deep.equal([
      "contracts/generated/events.ts is out of date.",
      "contracts/generated/choreography.md is out of date.",
      "docs/events/orders.order-placed.v1.md is out of date.",
      "docs/events/orders.order-eaten.v1.md is out of date.",
      "Run npm run generate, and commit the files it writes.",
    ]);
    expect(await generated(folder, "events.ts")).to.equal("export {};\n");
  });

  it("writes nothing if the sources have errors", async () => {
    await writeFile(join(folder, "events", "orders", "order-placed.v1.json"), "{ oops");

    expect(await run({ check: false })).to.equal(2);
    expect(printed).to.have.length(1);
    expect(await generated(folder, "events.ts").catch(() => "absent")).to.equal("absent");
  });

  it("appears once in hears.ts", () => {
    expect(Object.keys(hears)).to.deep.equal([...services]);
  });

  it("reports a missing envelope, and writes nothing", async () => {
    await rm(join(folder, "envelope.json"));
    expect(await run({ check: false })).to.equal(2);
    expect(printed).to.deep.equal(["contracts/envelope.json#: is not a JSON schema: there is no such file."]);
  });

  it("finds the committed files up to date, as npm run check requires", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--import",
      "tsx",
      join(contracts, "../tooling/contracts/generate.ts"),
      "--check",
    ]);
    expect(stdout).to.equal("");
  });

  function run({ check }: { check: boolean }) {
    return generate({
      folder,
      pages: join(folder, "pages"),
      hears,
      check,
      print: (line) => printed.push(line),
    });
  }
});

function generated(folder: string, name: string): Promise<string> {
  return readFile(join(folder, "generated", name), "utf8");
}
