import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { decode } from "#messaging/wire/envelope.ts";
import { contractsFolder, currentContracts } from "#tooling/testing/contracts-tree.ts";
import { contracts } from "../../contracts.ts";
import { isJson } from "../../generator/contracts.ts";
import { notShownBy } from "./schema-features.ts";
import { allServices, isHeardBy } from "./story-messages.ts";

describe("Golden samples", () => {
  it("exist for every version of every event, and cover every variation", async () => {
    const { events, golden } = await currentContracts();
    const samples = golden.flatMap(({ type, messages }) => messages.map(({ data }) => ({ type, data })));
    const unseen = events.flatMap((event) => [
      ...(samples.some(({ type }) => type === event.type) ? [] : [`${event.type}: no sample`]),
      ...notShownBy(samples, event),
    ]);
    expect(unseen, notGoldenYet).to.deep.equal([]);
  });

  it("stay valid forever: every consumer reads those of today and of every release", async () => {
    const samples = await allSamples();
    const refused = samples.flatMap(({ file, envelope }) => {
      const type = String(envelope.type);
      const body = new TextEncoder().encode(JSON.stringify(envelope));
      return services
        .filter((service) => isHeardBy(service, type))
        .flatMap((service) => {
          try {
            decode(body, allServices[service], contracts);
            return [];
          } catch (error) {
            return [`${file}: ${service}: ${String(error)}`];
          }
        });
    });
    expect(refused).to.deep.equal([]);
    expect(samples.length).to.be.greaterThan(50);
  });
});

/** The next step after a change of a schema. */
const notGoldenYet =
  "no golden sample shows these yet: run `node --import tsx contracts/test/record-golden.ts`, and commit what it adds";

async function allSamples() {
  const releases = await readdir(join(contractsFolder, "releases"));
  const folders = ["golden", ...releases.map((release) => `releases/${release}/golden`)];
  const files = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(contractsFolder, folder), { recursive: true });
      return entries.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
    }),
  );
  const read = files.flat().map(async (file) => {
    const golden: unknown = JSON.parse(await readFile(join(contractsFolder, file), "utf8"));
    const messages = isJson(golden) && Array.isArray(golden.messages) ? golden.messages.filter(isJson) : [];
    return messages.map((envelope) => ({ file, envelope }));
  });
  return (await Promise.all(read)).flat();
}
