import { createRequire } from "node:module";
import { expect } from "chai";
import { clientOf, urlOptions } from "../client.ts";

/** What the driver takes from a URL; it exports this to itself alone. */
const { OPTIONS } = createRequire(import.meta.url)("mongodb/lib/connection_string");

const hosts = "mongodb://orders:secret@one,two/?replicaSet=rs0";
const refusal = (option: string) => {
  try {
    clientOf(`${hosts}&${option}`, "orders");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe("MONGODB_URL", () => {
  it("has a rule for each option that the driver takes, and for no other", () => {
    expect(Object.keys(urlOptions).sort()).to.deep.equal(Object.keys(OPTIONS).sort());
  });

  it("is refused in one sentence for each option that breaks a promise, in any spelling", () => {
    const broken = Object.entries(urlOptions).filter(([, rule]) => typeof rule !== "string");
    for (const [name] of broken) {
      const said = refusal(`${name.toUpperCase()}=other`);
      expect(said, name).to.match(/^MONGODB_URL must not say \w+=other: [^\n]+; (take it out|say \w+=\w+)$/);
      expect(said).not.to.include("secret");
    }
  });

  it("is taken with what promises rest on", () => {
    const kept = "w=majority&journal=true&readPreference=primary&retryWrites=true&retryReads=false";
    expect(refusal(`${kept}&maxPoolSize=5&tls=true&compressors=zlib`)).to.equal(undefined);
  });

  const examples: readonly (readonly [option: string, said: string])[] = [
    [
      "readPreference=secondaryPreferred",
      "MONGODB_URL must not say readPreference=secondaryPreferred: whether a message was handled is read from the primary, as a secondary may be behind; say readPreference=primary",
    ],
    [
      "w=1",
      "MONGODB_URL must not say w=1: a commit must be known to the majority, in its journal; say w=majority",
    ],
    [
      "retryWrites=false",
      "MONGODB_URL must not say retryWrites=false: a write that met an election is to be sent once more; say retryWrites=true",
    ],
    [
      "wtimeoutMS=5",
      "MONGODB_URL must not say wtimeoutMS=5: the store has its own deadline, after which MongoDB counts as away; take it out",
    ],
    ["nonsense=1", "MONGODB_URL cannot be read: option nonsense is not supported"],
  ];
  for (const [option, said] of examples) {
    it(`with ${option} is refused`, () => expect(refusal(option)).to.equal(said));
  }

  it("does not change what is ours: how soon a silent server is noticed, and what its log calls us", () => {
    const ours = Object.entries(urlOptions).flatMap(([name, rule]) => (rule === "ours" ? [name] : []));
    const values = ours.map((name) => `${name}=${name === "appName" ? "other" : 77}`);
    const { options } = clientOf(`${hosts}&${values.join("&")}`, "orders");
    expect(ours.map((name) => [name, Reflect.get(options, name)])).to.deep.equal([
      ["appName", "orders"],
      ["connectTimeoutMS", 5_000],
      ["heartbeatFrequencyMS", 10_000],
      ["serverSelectionTimeoutMS", 3_000],
      ["socketTimeoutMS", 0],
    ]);
  });
});
