import { createRequire } from "node:module";
import { resolve } from "node:path";
import { expect } from "chai";
import { command } from "../../servers/command.ts";

/** The install script of the one package that reports installations to its authors. */
const { processDependencyTreeOutput } = createRequire(import.meta.url)(
  resolve("node_modules/@scarf/scarf/report.js"),
);

describe("npm ci", () => {
  it("sends no telemetry: package.json turns it off for the one package that would", async () => {
    const tree = await command("npm", ["ls", "@scarf/scarf", "--json", "--long"]);
    const reported = new Promise((resolve, reject) =>
      processDependencyTreeOutput(resolve, reject)(null, tree, ""),
    ).then(
      () => "it would report",
      (error: Error) => error.message,
    );

    expect(await reported).to.equal("Scarf has been disabled via a package.json in the dependency chain.");
  });
});
