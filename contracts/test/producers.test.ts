import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { services } from "#contracts/hears.ts";
import { decode, encode } from "#messaging/envelope.ts";
import { wholeFile } from "../gate/flatten.ts";
import type { EventSchema } from "../gate/tree.ts";
import { validateEnvelope, validators } from "../generated/validators.js";
import { isJson } from "../generator/contracts.ts";
import { subjectKeyword } from "../generator/rules.ts";
import { anyOf } from "./arbitrary.ts";
import { featuresIn, featuresOf } from "./features.ts";
import { allServices, isHeardBy, type Told, tellAll } from "./told.ts";
import { contractsFolder, treeAtHand } from "./tree-at-hand.ts";

describe("what the services publish", () => {
  let told: Told;
  let events: readonly EventSchema[];

  before(async function () {
    this.timeout(120_000);
    told = await tellAll();
    ({ events } = await treeAtHand());
  });

  it("fits its schema, every time", () => {
    const misfits = told.published.filter(({ type, data }) => !validators[type]?.(data));
    expect(misfits).to.deep.equal([]);
    expect(told.published.length).to.be.greaterThan(100);
  });

  it("comes in an envelope that fits, with the subject, the source and the schema that the contracts name", () => {
    const wrong = told.published.filter((message) => {
      const schema = events.find(({ type }) => type === message.type);
      const subject = String(schema?.schema[subjectKeyword]);
      const data = isJson(message.data) ? message.data : {};
      const envelope: unknown = JSON.parse(new TextDecoder().decode(encode(message)));
      const named = isJson(envelope) ? `${envelope.source} ${envelope.dataschema}` : "";
      return (
        data[subject] !== message.subject ||
        !validateEnvelope(envelope) ||
        named !== `/${schema?.service} /${schema?.file}`
      );
    });
    expect(wrong).to.deep.equal([]);
  });

  it("leaves no schema unused", () => {
    const published = new Set(told.published.map(({ type }) => type));
    expect(events.map(({ type }) => type).filter((type) => !published.has(type))).to.deep.equal([]);
  });

  it("shows every optional field with and without, and every word of every list", () => {
    const unseen = events.flatMap(({ type, file, schema }) => {
      const whole = wholeFile(file, schema);
      const messages = told.published.filter((message) => message.type === type);
      const seen = new Set(messages.flatMap(({ data }) => featuresIn(whole, data)));
      return featuresOf(whole)
        .filter((feature) => !seen.has(feature))
        .map((feature) => `${type}: ${feature}`);
    });
    expect(unseen).to.deep.equal([]);
  });

  it("fits also when it is made up from the schema alone", () => {
    for (const { type, file, schema } of events) {
      fc.assert(
        fc.property(anyOf(wholeFile(file, schema)), (data) => validators[type]?.(data) === true),
        { numRuns: 20 },
      );
    }
  });

  it("does not fit without any one of its required fields", () => {
    for (const { type, file, schema } of events) {
      const required = Array.isArray(schema.required) ? schema.required : [];
      const without = fc
        .tuple(anyOf(wholeFile(file, schema)), fc.constantFrom(...required))
        .map(([data, name]) =>
          Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => key !== name)),
        );
      fc.assert(
        fc.property(without, (data) => validators[type]?.(data) === false),
        { numRuns: 30 },
      );
    }
  });
});

describe("golden samples", () => {
  it("are there for every version of every event, and show all that can differ", async () => {
    const { events, golden } = await treeAtHand();
    const unseen = events.flatMap(({ type, file, schema }) => {
      const whole = wholeFile(file, schema);
      const messages = golden.filter((one) => one.type === type).flatMap((one) => one.messages);
      const seen = new Set(messages.flatMap(({ data }) => featuresIn(whole, data)));
      const missing = featuresOf(whole).filter((feature) => !seen.has(feature));
      return messages.length === 0 ? [`${type}: no sample`] : missing.map((one) => `${type}: ${one}`);
    });
    expect(unseen, "node --import tsx contracts/test/record-golden.ts").to.deep.equal([]);
  });

  it("stay valid for ever: those of today and of every release are read by all who hear them", async () => {
    const samples = await allSamples();
    const refused = samples.flatMap(({ file, envelope }) => {
      const type = String(envelope.type);
      const body = new TextEncoder().encode(JSON.stringify(envelope));
      return services
        .filter((service) => isHeardBy(service, type))
        .flatMap((service) => {
          try {
            decode(body, allServices[service]);
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
