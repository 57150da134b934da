import { readFileSync } from "node:fs";
import { expect } from "chai";
import { mallocOptions, memoryOptions } from "../processes/child.ts";

describe("A service in the bench", () => {
  it("starts with the options of the image", () => {
    const dockerfile = readFileSync(new URL("../../../Dockerfile", import.meta.url), "utf8");
    expect(dockerfile).to.include(
      `ENTRYPOINT ${JSON.stringify(["node", ...memoryOptions]).replaceAll(",", ", ")}`,
    );
    expect(dockerfile).to.include(`node ${memoryOptions.join(" ")} "$main"`);
    expect(dockerfile).to.match(
      new RegExp(`^ENV .*\\bMALLOC_ARENA_MAX=${mallocOptions.MALLOC_ARENA_MAX}$`, "m"),
    );
  });
});
