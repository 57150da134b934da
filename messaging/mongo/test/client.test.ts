import { createRequire } from "node:module";
import { expect } from "chai";
import { clientOf, urlOptions } from "../client.ts";

/** The options that the driver accepts in a URL. It does not export them publicly. */
const { OPTIONS } = createRequire(import.meta.url)("mongodb/lib/connection_string");

/** Allowed: authentication, network, connection pool and monitoring. */
const allowed = [
  "auth authMechanism authMechanismProperties authSource dbName",
  "ssl tls tlsAllowInvalidCertificates tlsAllowInvalidHostnames tlsCAFile",
  "tlsCRLFile tlsCertificateKeyFile tlsCertificateKeyFilePassword tlsInsecure",
  "proxyHost proxyPassword proxyPort proxyUsername servername family",
  "replicaSet srvAllowedHostsSuffix srvMaxHosts srvServiceName directConnection",
  "autoSelectFamily autoSelectFamilyAttemptTimeout noDelay keepAliveInitialDelay localAddress localPort",
  "compressors zlibCompressionLevel maxPoolSize minPoolSize maxConnecting maxIdleTimeMS localThresholdMS",
  "minHeartbeatFrequencyMS serverMonitoringMode monitorCommands retryReads",
  "enableOverloadRetargeting maxAdaptiveRetries minInternalBufferSize",
].flatMap((names) => names.split(" "));

/** Set by the store, whatever the URL says. */
const fixed = "appName connectTimeoutMS heartbeatFrequencyMS serverSelectionTimeoutMS socketTimeoutMS".split(
  " ",
);

const hosts = "mongodb://stations:secret@one,two/?replicaSet=rs0";
const refusal = (option: string) => {
  try {
    clientOf(`${hosts}&${option}`, "stations");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe("MONGODB_URL", () => {
  it("has a rule for every option of the driver, and for no other", () => {
    const known = [...Object.keys(urlOptions), ...allowed, ...fixed];
    expect(known.sort()).to.deep.equal(Object.keys(OPTIONS).sort());
  });

  it("is refused in one sentence for each option that breaks a guarantee, in any letter case", () => {
    for (const name of Object.keys(urlOptions)) {
      const error = refusal(`${name.toUpperCase()}=other`);
      expect(error, name).to.match(/^MONGODB_URL must not have \w+=other: [^\n]+; (remove it|set \w+=\w+)$/);
      expect(error).not.to.include("secret");
    }
  });

  it("is accepted with the options that the guarantees depend on", () => {
    const required = "w=majority&journal=true&readPreference=primary&retryWrites=true&retryReads=false";
    expect(refusal(`${required}&maxPoolSize=5&tls=true&compressors=zlib`)).to.equal(undefined);
  });

  const examples: readonly (readonly [option: string, error: string])[] = [
    [
      "readPreference=secondaryPreferred",
      "MONGODB_URL must not have readPreference=secondaryPreferred: deduplication reads from the primary, because a secondary may lag behind; set readPreference=primary",
    ],
    ["w=1", "MONGODB_URL must not have w=1: a commit must be journaled by the majority; set w=majority"],
    [
      "retryWrites=false",
      "MONGODB_URL must not have retryWrites=false: the driver must repeat a write that an election interrupted; set retryWrites=true",
    ],
    [
      "wtimeoutMS=5",
      "MONGODB_URL must not have wtimeoutMS=5: the store has its own deadline, after which MongoDB counts as away; remove it",
    ],
    ["nonsense=1", "MONGODB_URL is invalid: option nonsense is not supported"],
  ];
  for (const [option, error] of examples) {
    it(`is refused with ${option}`, () => expect(refusal(option)).to.equal(error));
  }

  it("does not override the fixed options: how soon a silent server is detected, and the client's name", () => {
    const values = fixed.map((name) => `${name}=${name === "appName" ? "other" : 77}`);
    const { options } = clientOf(`${hosts}&${values.join("&")}`, "stations");
    expect(fixed.map((name) => [name, Reflect.get(options, name)])).to.deep.equal([
      ["appName", "stations"],
      ["connectTimeoutMS", 5_000],
      ["heartbeatFrequencyMS", 10_000],
      ["serverSelectionTimeoutMS", 3_000],
      ["socketTimeoutMS", 0],
    ]);
  });
});
