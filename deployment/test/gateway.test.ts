import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { services } from "#contracts/hears.ts";

const textOf = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

/** The first segments of the paths that a service documents, and whose they are. */
async function segmentsOf(service: string): Promise<readonly (readonly [string, string])[]> {
  const { paths } = JSON.parse(await textOf(`contracts/http/${service}.openapi.json`));
  const segments = new Set(Object.keys(paths).map((path) => path.split("/")[1] ?? ""));
  return [...segments].map((segment) => [segment, service]);
}

describe("the gateway", () => {
  it("sends every path that a service documents to that service, and no other", async () => {
    const documented = (await Promise.all(services.map(segmentsOf))).flat();
    const config = await textOf("deployment/nginx/nginx.conf");
    const routed = Array.from(config.matchAll(/~\^\/\(?([a-z|]+)\)?\(\/\|\$\) (\w+);/g)).flatMap(
      ([, segments = "", service = ""]) => segments.split("|").map((segment) => [segment, service]),
    );

    expect(routed).to.have.deep.members(documented);
  });

  it("lists the same paths to whoever asks it for /", async () => {
    const documented = (await Promise.all(services.map(segmentsOf))).flat().map(([segment]) => `/${segment}`);
    const config = await textOf("deployment/nginx/nginx.conf");
    const [, listed = "[]"] = /"apis":(\[[^\]]*\])/.exec(config) ?? [];

    expect(JSON.parse(listed)).to.have.members(documented);
  });
});
