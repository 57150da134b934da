/** A server's reply to `hello`. */
interface Hello {
  readonly setName?: string;
  readonly msg?: string;
  readonly hosts?: readonly string[];
  readonly maxWireVersion?: number;
}

/** The wire version of MongoDB 5.0, the first that stores field names with `$` and `.` unchanged. */
const mongoDb5 = 13;

/** Why a server cannot be used at all, in one sentence; undefined if it can. */
export function whyUnfit(hello: Hello, isDirect: boolean): string | undefined {
  const { hosts = [], maxWireVersion = 0, msg, setName } = hello;
  if (!setName && msg !== "isdbgrid") {
    return (
      "MongoDB is not a replica set, and transactions need one: " +
      "start mongod with --replSet, and initiate the replica set"
    );
  }
  if (maxWireVersion < mongoDb5) return "MongoDB is older than 5.0: use a newer version";
  if (isDirect && hosts.length > 1) {
    return (
      "directConnection=true in MONGODB_URL would stay with one member after a failover: " +
      `set replicaSet=${setName} and name its members (${hosts.join(", ")})`
    );
  }
  return undefined;
}
