// A MongoDB for tests: a throw-away replica set of one member on loopback, or one that MONGODB_URL names.
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, MongoClient, MongoServerError } from "mongodb";
import { containerHost } from "./container.ts";
import { findMongoDbToStart, type Startable } from "./find.ts";
import { type BreakableServer, type Host, untilReady } from "./host.ts";
import { freePort } from "./ports.ts";
import { processHost } from "./process.ts";

export interface MongoDb {
  /** The URL of a replica set, so that transactions and change streams work. */
  url: string;
}

/** A replica set of one member that tests may break. Writes acknowledged with w:majority survive a kill. */
export interface OwnMongoDb extends MongoDb, BreakableServer {
  /** Makes the primary step down: for about a second there is none, and operations in progress fail, as in an election. */
  stepDown(): Promise<void>;
}

export type MongoDbOptions = {
  /** The folder for its data; only for a local process. Default: the temporary folder. */
  folder?: string;
  /** The port that the replica set reports to clients, for a proxy in between; called with the server's own port. Default: that port. */
  announced?: (port: number) => Promise<number>;
  /** Use MongoDB's default cache, half of the machine's memory. Default: 0.5 GB. */
  ownCache?: boolean;
};

/** Starts an empty mongod on a free port, in 1 to 3 s; rejects if no MongoDB is found. */
export async function startMongoDb(place?: Startable, options: MongoDbOptions = {}): Promise<OwnMongoDb> {
  const { announced = async (port) => port, folder = tmpdir(), ownCache = false } = options;
  const found = place ?? (await findMongoDbToStart());
  if (found.at === "nowhere") throw new Error(found.reason);
  const port = await freePort();
  const flags = flagsOf(port, ownCache);
  const host =
    found.at === "machine"
      ? await onMachine(found.program, folder, flags)
      : inDocker(found.image, port, flags);
  const told = await announced(port);
  const start = async () => {
    await host.start();
    await untilReady("MongoDB", host, () => becomePrimary(port, told));
  };
  await start().catch(async (error) => {
    await host.remove();
    throw error;
  });
  return {
    url: `mongodb://127.0.0.1:${told}/?replicaSet=${replicaSet}`,
    port,
    running: host.running,
    start,
    stop: host.stop,
    kill: host.kill,
    remove: host.remove,
    async restart() {
      await host.stop();
      await start();
    },
    stepDown: async () => void (await admin(port, { replSetStepDown: 1, force: true })),
  };
}

const replicaSet = "rs0";

/** Initiates the replica set at the first start. Rejects until the member is the primary. */
async function becomePrimary(port: number, told: number): Promise<void> {
  const members = [{ _id: 0, host: `127.0.0.1:${told}` }];
  await admin(port, { replSetInitiate: { _id: replicaSet, members } }).catch(unlessInitiated);
  const { isWritablePrimary } = await admin(port, { hello: 1 });
  if (!isWritablePrimary) throw new Error("it isn't the primary yet");
}

function unlessInitiated(error: unknown): void {
  if (!(error instanceof MongoServerError && error.codeName === "AlreadyInitialized")) throw error;
}

async function admin(port: number, request: Document): Promise<Document> {
  const url = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1_000 });
  try {
    return await client.db("admin").command(request);
  } finally {
    await client.close();
  }
}

function inDocker(image: string, port: number, flags: string[]): Host {
  const name = `pas-de-cinq-mongodb-${port}`;
  // The same port inside and outside: clients of a replica set connect to the address that the member reports.
  return containerHost({ name, image, ports: { [port]: port }, args: ["--bind_ip_all", ...flags] });
}

async function onMachine(program: string, folder: string, flags: string[]): Promise<Host> {
  const home = await mkdtemp(join(folder, "pas-de-cinq-mongodb-"));
  const data = join(home, "data");
  await mkdir(data);
  const args = ["--bind_ip", "127.0.0.1", "--dbpath", data, "--nounixsocket", ...flags];
  return processHost({ home, program, args, env: process.env });
}

function flagsOf(port: number, ownCache: boolean): string[] {
  const parameters = [
    "shutdownTimeoutMillisForSignaledShutdown=100",
    "minSnapshotHistoryWindowInSeconds=5",
    "transactionLifetimeLimitSeconds=5",
  ];
  const settings = parameters.flatMap((parameter) => ["--setParameter", parameter]);
  const cache = ownCache ? [] : ["--wiredTigerCacheSizeGB", "0.5"];
  return ["--port", String(port), "--replSet", replicaSet, ...cache, ...settings];
}
