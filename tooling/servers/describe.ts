// Suites on real servers. The servers are found or started at first use, shared by the whole run, and stopped at its end.
import { findMongoDb, findMongoDbToStart, findRabbitMq, findRabbitMqToStart, type Missing } from "./find.ts";
import { type MongoDb, type OwnMongoDb, startMongoDb } from "./mongodb.ts";
import { type OwnRabbitMq, type RabbitMq, rabbitMqAt, startRabbitMq } from "./rabbitmq.ts";
import { onRealServers } from "./tally.ts";

type Servers = { rabbitmq: RabbitMq; mongodb: MongoDb };
type OwnServers = { rabbitmq: OwnRabbitMq; mongodb: OwnMongoDb };

/** Returns the servers of a suite; call it in tests and hooks. */
export type Started<T> = () => T;

/** A suite that needs both servers. Without them it is skipped with a warning; under CI it fails. */
export function describeOnServers(title: string, body: (servers: Started<Servers>) => void): void {
  describeWith(title, () => both(sharedRabbitMq(), sharedMongoDb()), body);
}

/** A suite that needs RabbitMQ alone. */
export function describeOnRabbitMq(title: string, body: (rabbitmq: Started<RabbitMq>) => void): void {
  describeWith(title, sharedRabbitMq, body);
}

/** A suite that needs MongoDB alone. */
export function describeOnMongoDb(title: string, body: (mongodb: Started<MongoDb>) => void): void {
  describeWith(title, sharedMongoDb, body);
}

/** A suite that breaks servers: it never gets one found by URL, and must leave them running and without alarm. */
export function describeBreakingServers(title: string, body: (servers: Started<OwnServers>) => void): void {
  describeWith(title, () => both(ownRabbitMq(), ownMongoDb()), body);
}

/** A suite that breaks RabbitMQ alone. */
export function describeBreakingRabbitMq(
  title: string,
  body: (rabbitmq: Started<OwnRabbitMq>) => void,
): void {
  describeWith(title, ownRabbitMq, body);
}

/** A suite that breaks MongoDB alone. */
export function describeBreakingMongoDb(title: string, body: (mongodb: Started<OwnMongoDb>) => void): void {
  describeWith(title, ownMongoDb, body);
}

function describeWith<T extends object>(
  title: string,
  find: () => Promise<T | Missing>,
  body: (started: Started<T>) => void,
): void {
  describe(`${title}${onRealServers}`, () => {
    let started: T | undefined;
    before(async function () {
      // The first start may pull two images.
      const found = await find();
      if (!isMissing(found)) {
        started = found;
        return;
      }
      if (process.env.CI) throw new Error(`CI needs real servers: ${found.reason}`);
      console.error(`\n  !!! NOT RUN: "${title}"${onRealServers}: ${found.reason}\n`);
      this.skip();
    });
    body(() => {
      if (started) return started;
      throw new Error(
        `"${title}": the servers exist in tests and hooks only, not while the suite is being defined`,
      );
    });
  });
}

const ownRabbitMq = shared(async () => {
  const place = await findRabbitMqToStart();
  return isMissing(place) ? place : toBeRemoved(await startRabbitMq(place));
});

const ownMongoDb = shared(async () => {
  const place = await findMongoDbToStart();
  return isMissing(place) ? place : toBeRemoved(await startMongoDb(place));
});

const sharedRabbitMq = shared(async (): Promise<RabbitMq | Missing> => {
  const place = await findRabbitMq();
  return place.at === "url" ? rabbitMqAt(place.url) : ownRabbitMq();
});

const sharedMongoDb = shared(async (): Promise<MongoDb | Missing> => {
  const place = await findMongoDb();
  return place.at === "url" ? { url: place.url } : ownMongoDb();
});

function shared<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

async function both<R extends object, M extends object>(
  findingRabbitMq: Promise<R | Missing>,
  findingMongoDb: Promise<M | Missing>,
): Promise<{ rabbitmq: R; mongodb: M } | Missing> {
  const [rabbitmq, mongodb] = await Promise.all([findingRabbitMq, findingMongoDb]);
  if (isMissing(rabbitmq)) return rabbitmq;
  if (isMissing(mongodb)) return mongodb;
  return { rabbitmq, mongodb };
}

function isMissing(found: object): found is Missing {
  return "at" in found && found.at === "nowhere";
}

const removals: (() => Promise<void>)[] = [];

function toBeRemoved<T extends { remove(): Promise<void> }>(server: T): T {
  removals.push(server.remove);
  return server;
}

// A root hook of the first test file that imports this: it runs after the last test of all files.
after(async () => {
  await Promise.all(removals.map((remove) => remove()));
});
