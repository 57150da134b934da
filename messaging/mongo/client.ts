import { MongoClient } from "mongodb";
import { errorOf } from "../errors.ts";

/**
 * Options that override the URL. A silent server is detected after 15 s (a heartbeat every 10 s with a 5 s
 * timeout) instead of the driver's 40 s. The store has its own deadline for commands.
 */
const fixedOptions = {
  connectTimeoutMS: 5_000,
  heartbeatFrequencyMS: 10_000,
  serverSelectionTimeoutMS: 3_000,
  socketTimeoutMS: 0,
};

type Rule = { readonly only: string; readonly why: string } | { readonly never: string };

const commit = "a commit must be journaled by the majority";
const primary = "deduplication reads from the primary, because a secondary may lag behind";
const readConcern = { never: "the store sets the read concern of each read" };
const codec = { never: "it changes how documents are encoded or decoded" };
const forPrograms = { never: "it works only in code, not in a URL" };
const deadline = { never: "the store has its own deadline, after which MongoDB counts as away" };

/**
 * The options of a URL that the guarantees depend on. The driver refuses those that it does not know; the test names
 * all others, which are allowed. The store checks `directConnection` when it opens: it is wrong with several members.
 */
export const urlOptions: Readonly<Record<string, Rule>> = {
  w: { only: "majority", why: commit },
  ...each({ only: "true", why: commit }, "j", "journal"),
  ...each({ never: commit }, "fsync", "writeConcern"),
  readPreference: { only: "primary", why: primary },
  ...each({ never: primary }, "readPreferenceTags", "maxStalenessSeconds"),
  ...each(readConcern, "readConcern", "readConcernLevel"),
  retryWrites: { only: "true", why: "the driver must repeat a write that an election interrupted" },
  ...each(deadline, "timeoutMS", "waitQueueTimeoutMS", "wtimeout", "wtimeoutMS"),
  loadBalanced: { never: "load balancers are untested; name the members of the replica set" },
  ...each(codec, "bsonRegExp", "checkKeys", "enableUtf8Validation", "fieldsAsRaw", "forceServerObjectId"),
  ...each(codec, "ignoreUndefined", "pkFactory", "promoteBuffers", "promoteLongs", "promoteValues", "raw"),
  ...each(codec, "index", "serializeFunctions", "useBigInt64", "autoEncryption"),
  ...each(forPrograms, "ALPNProtocols", "SNICallback", "allowPartialTrustChain", "ca", "cert"),
  ...each(forPrograms, "checkServerIdentity"),
  ...each(forPrograms, "ciphers", "connectionType", "crl", "driverInfo", "ecdhCurve", "enableTrace", "hints"),
  ...each(forPrograms, "key", "lookup", "minDHSize", "mongodbLogComponentSeverities"),
  ...each(forPrograms, "mongodbLogMaxDocumentLength"),
  ...each(forPrograms, "mongodbLogPath", "name", "passphrase", "pfx", "pskCallback", "rejectUnauthorized"),
  ...each(forPrograms, "requestCert", "requestOCSP", "runtimeAdapters", "secureContext", "secureProtocol"),
  ...each(forPrograms, "serverApi", "session", "srvHostValidator", "srvPoller", "__skipPingOnConnect"),
};

function each<R extends Rule>(rule: R, ...names: readonly string[]): Record<string, R> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

/**
 * A client for a store.
 *
 * @param url what the operator configured
 * @param appName the client's name in the server's log
 * @throws Error in one sentence if the URL is invalid, or an option would break a guarantee
 */
export function clientOf(url: string, appName: string): MongoClient {
  const problem = problemIn(url);
  if (problem) throw new Error(problem);
  try {
    return new MongoClient(url, { ...fixedOptions, appName });
  } catch (error) {
    throw new Error(`MONGODB_URL is invalid: ${errorOf(error).message}`, { cause: error });
  }
}

const rules = new Map(Object.entries(urlOptions).map(([name, rule]) => [name.toLowerCase(), rule]));

/** The first option that breaks a guarantee, with the remedy. */
function problemIn(url: string): string | undefined {
  const start = url.indexOf("?");
  const options = new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
  for (const [name, value] of options) {
    const rule = rules.get(name.toLowerCase());
    if (rule === undefined) continue;
    const [why, remedy] =
      "never" in rule ? [rule.never, "remove it"] : [rule.why, `set ${name}=${rule.only}`];
    if ("only" in rule && value === rule.only) continue;
    return `MONGODB_URL must not have ${name}=${value}: ${why}; ${remedy}`;
  }
  return undefined;
}
