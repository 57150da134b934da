import { MongoClient } from "mongodb";

/** How long one attempt looks for the primary, in milliseconds. */
const patienceMs = 3_000;

/**
 * What we say to the driver, whatever the URL says. A connection may take 5 s, and the server may be 5 s later than every 10 s in saying
 * that it is still there: one that fell silent is noticed after 15 s, and not after 40. A command has its deadline in the store.
 */
const ours = {
  connectTimeoutMS: 5_000,
  heartbeatFrequencyMS: 10_000,
  serverSelectionTimeoutMS: patienceMs,
  socketTimeoutMS: 0,
};

type Rule = "allowed" | "ours" | { readonly only: string; readonly why: string } | { readonly never: string };

const commit = "a commit must be known to the majority, in its journal";
const primary = "whether a message was handled is read from the primary, as a secondary may be behind";
const readConcern = { never: "the store says itself what each read needs" };
const codec = { never: "it changes how documents are written or read" };
const forPrograms = { never: "it is for programs, and has no meaning in a URL" };
const deadline = { never: "the store has its own deadline, after which MongoDB counts as away" };

/** Each option that the driver takes from a URL, and whether it may be there. */
export const urlOptions: Readonly<Record<string, Rule>> = {
  // Who we are, and how we get there.
  ...each(
    "allowed",
    "auth",
    "authMechanism",
    "authMechanismProperties",
    "authSource",
    "dbName",
    "replicaSet",
  ),
  ...each("allowed", "ssl", "tls", "tlsAllowInvalidCertificates", "tlsAllowInvalidHostnames", "tlsCAFile"),
  ...each("allowed", "tlsCRLFile", "tlsCertificateKeyFile", "tlsCertificateKeyFilePassword", "tlsInsecure"),
  ...each("allowed", "proxyHost", "proxyPassword", "proxyPort", "proxyUsername", "servername", "family"),
  ...each("allowed", "srvAllowedHostsSuffix", "srvMaxHosts", "srvServiceName"),
  ...each(
    "allowed",
    "autoSelectFamily",
    "autoSelectFamilyAttemptTimeout",
    "noDelay",
    "keepAliveInitialDelay",
  ),
  ...each("allowed", "localAddress", "localPort"),
  // When it is opened, the store asks whether there are more members than the one.
  ...each("allowed", "directConnection"),
  // How many connections, and how they are looked after.
  ...each("allowed", "compressors", "zlibCompressionLevel", "maxPoolSize", "minPoolSize", "maxConnecting"),
  ...each("allowed", "maxIdleTimeMS", "waitQueueTimeoutMS", "localThresholdMS", "minHeartbeatFrequencyMS"),
  ...each("allowed", "serverMonitoringMode", "monitorCommands", "retryReads"),
  ...each("allowed", "enableOverloadRetargeting", "maxAdaptiveRetries", "minInternalBufferSize"),
  ...each(
    "ours",
    "appName",
    "connectTimeoutMS",
    "heartbeatFrequencyMS",
    "serverSelectionTimeoutMS",
    "socketTimeoutMS",
  ),
  // What the promises rest on.
  w: { only: "majority", why: commit },
  ...each({ only: "true", why: commit }, "j", "journal"),
  ...each({ never: commit }, "fsync", "writeConcern"),
  readPreference: { only: "primary", why: primary },
  ...each({ never: primary }, "readPreferenceTags", "maxStalenessSeconds"),
  ...each(readConcern, "readConcern", "readConcernLevel"),
  retryWrites: { only: "true", why: "a write that met an election is to be sent once more" },
  ...each(deadline, "timeoutMS", "wtimeout", "wtimeoutMS"),
  loadBalanced: { never: "it was never tried with a load balancer: name the members of the replica set" },
  ...each(
    codec,
    "bsonRegExp",
    "checkKeys",
    "enableUtf8Validation",
    "fieldsAsRaw",
    "forceServerObjectId",
    "index",
  ),
  ...each(codec, "ignoreUndefined", "pkFactory", "promoteBuffers", "promoteLongs", "promoteValues", "raw"),
  ...each(codec, "serializeFunctions", "useBigInt64", "autoEncryption"),
  ...each(
    forPrograms,
    "ALPNProtocols",
    "SNICallback",
    "allowPartialTrustChain",
    "ca",
    "cert",
    "checkServerIdentity",
  ),
  ...each(forPrograms, "ciphers", "connectionType", "crl", "driverInfo", "ecdhCurve", "enableTrace", "hints"),
  ...each(
    forPrograms,
    "key",
    "lookup",
    "minDHSize",
    "mongodbLogComponentSeverities",
    "mongodbLogMaxDocumentLength",
  ),
  ...each(forPrograms, "mongodbLogPath", "name", "passphrase", "pfx", "pskCallback", "rejectUnauthorized"),
  ...each(forPrograms, "requestCert", "requestOCSP", "runtimeAdapters", "secureContext", "secureProtocol"),
  ...each(forPrograms, "serverApi", "session", "srvHostValidator", "srvPoller", "__skipPingOnConnect"),
};

function each<R extends Rule>(rule: R, ...names: readonly string[]): Record<string, R> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

/**
 * A client for a store, of the URL that an operator wrote.
 *
 * @param appName what the server's log calls us
 * @throws Error in one sentence, when the URL cannot be read, or has an option that breaks a promise
 */
export function clientOf(url: string, appName: string): MongoClient {
  const wrong = whyBroken(url);
  if (wrong) throw new Error(wrong);
  try {
    return new MongoClient(url, { ...ours, appName });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`MONGODB_URL cannot be read: ${why}`, { cause: error });
  }
}

const rules = new Map(Object.entries(urlOptions).map(([name, rule]) => [name.toLowerCase(), rule]));

/** Which promise an option breaks. What the driver does not know it refuses itself, and says so. */
function whyBroken(url: string): string | undefined {
  const start = url.indexOf("?");
  const options = new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
  for (const [name, value] of options) {
    const rule = rules.get(name.toLowerCase());
    if (rule === undefined || typeof rule === "string") continue;
    const [why, remedy] =
      "never" in rule ? [rule.never, "take it out"] : [rule.why, `say ${name}=${rule.only}`];
    if ("only" in rule && value === rule.only) continue;
    return `MONGODB_URL must not say ${name}=${value}: ${why}; ${remedy}`;
  }
  return undefined;
}
