import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { commonVariables } from "#messaging/process/variables.ts";
import { variables as watcherVariables } from "#stage/watcher/variables.ts";

const textOf = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const found = (text: string, pattern: RegExp) => [
  ...new Set(Array.from(text.matchAll(pattern), ([, name]) => name)),
];

describe("The settings", () => {
  it("in the README are those that the services read", async () => {
    const readme = await textOf("operations/README.md");
    const mains = await Promise.all(services.map((name) => textOf(`${name}/main.ts`)));

    expect(found(readme, /^\| `([A-Z_]+)` \|/gm)).to.have.members([
      ...new Set([
        ...Object.keys(commonVariables),
        ...Object.keys(watcherVariables),
        ...found(mains.join("\n"), /(?:^ {4}|\{ )([A-Z_]+): /gm),
      ]),
    ]);
  });

  it("in the README have the defaults of the code", async () => {
    const readme = await textOf("operations/README.md");
    const listed = Object.fromEntries(
      Array.from(
        readme.matchAll(/^\| `([A-Z_]+)` \| all five(?:, authorization)? \| (\S+) \|/gm),
        ([, name, value]) => [name, value],
      ),
    );
    const defaults = Object.entries(commonVariables).map(([name, variable]) => [
      name,
      "default" in variable ? String(variable.default) : "required",
    ]);

    expect(listed).to.deep.equal(Object.fromEntries(defaults));
  });

  it("in .env.example are those that compose requires", async () => {
    const [example, compose] = await Promise.all([
      textOf(".env.example"),
      textOf("operations/compose/compose.yml"),
    ]);

    expect(found(example, /^([A-Z_]+)=/gm)).to.have.members(found(compose, /\$\{([A-Z_]+):?\?\}/g));
  });
});
