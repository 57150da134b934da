import { readFileSync } from "node:fs";
import { expect } from "chai";
import { arenas, sparing } from "../child.ts";

describe("A service in the bench", () => {
  it("is started as the image starts it", () => {
    const dockerfile = readFileSync(new URL("../../../Dockerfile", import.meta.url), "utf8");
    expect(dockerfile).to.include(`ENTRYPOINT ${JSON.stringify(["node", ...sparing]).replaceAll(",", ", ")}`);
    expect(dockerfile).to.include(`node ${sparing.join(" ")} "$main"`);
    expect(dockerfile).to.match(new RegExp(`^ENV .*\\bMALLOC_ARENA_MAX=${arenas.MALLOC_ARENA_MAX}$`, "m"));
  });
});
