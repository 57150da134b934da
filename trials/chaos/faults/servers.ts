import { MongoClient } from "mongodb";
import { queuesOf } from "#messaging/topology.ts";
import { type ChaosFault, once, seconds } from "../fault.ts";

/** Faults of RabbitMQ and MongoDB. */
export const faultsOfServers: readonly ChaosFault[] = [
  {
    name: "broker-restart",
    about: "stop and start the broker",
    target: "broker",
    perRound: 5,
    strikesInLongRun: 50,
    async strike({ rabbitmq }) {
      await rabbitmq.restart();
      return once("SIGTERM");
    },
  },
  {
    name: "broker-kill",
    about: "SIGKILL of the broker",
    target: "broker",
    perRound: 5,
    strikesInLongRun: 50,
    async strike({ rabbitmq }) {
      await rabbitmq.kill();
      await rabbitmq.start();
      return once("SIGKILL");
    },
  },
  {
    name: "broker-memory-alarm",
    about: "a memory alarm for three to six seconds: the broker blocks all publishers",
    target: "broker",
    perRound: 6,
    strikesInLongRun: 50,
    async strike({ rabbitmq }, draw) {
      await rabbitmq.raiseMemoryAlarm();
      await seconds(draw.whole(3, 6));
      await rabbitmq.clearMemoryAlarm();
      return once("alarm");
    },
  },
  {
    name: "broker-disk-full",
    about: "fill the broker's volume up to 20 MB for 12 s (without a volume: raise its free-space limit)",
    target: "broker",
    perRound: 4,
    strikesInLongRun: 50,
    async strike({ rabbitmq, volumes: { broker } }) {
      if (broker) await broker.fill(20 * 2 ** 20);
      else await rabbitmq.ctl("set_disk_free_limit", "1000000GB");
      // RabbitMQ checks its disk at least every ten seconds.
      await seconds(12);
      if (broker) await broker.empty();
      else await rabbitmq.ctl("set_disk_free_limit", "50MB");
      return once(broker ? "volume" : "limit");
    },
  },
  {
    name: "database-restart",
    about: "stop and start the database",
    target: "database",
    perRound: 10,
    strikesInLongRun: 50,
    async strike({ mongodb }) {
      await mongodb.restart();
      return once("SIGTERM");
    },
  },
  {
    name: "database-kill",
    about: "SIGKILL of the database",
    target: "database",
    perRound: 10,
    strikesInLongRun: 50,
    async strike({ mongodb }) {
      await mongodb.kill();
      await mongodb.start();
      return once("SIGKILL");
    },
  },
  {
    name: "database-step-down",
    about: "the primary steps down",
    target: "database",
    perRound: 10,
    strikesInLongRun: 50,
    async strike({ mongodb }) {
      await mongodb.stepDown();
      return once("step-down");
    },
  },
  {
    name: "database-disk-full",
    about: "fill the database's volume, which ends mongod on its next write; free it and start mongod again",
    target: "database",
    perRound: 6,
    strikesInLongRun: 50,
    skipReason: ({ volumes }) =>
      volumes.database
        ? undefined
        : "mounting a volume of its own takes root, and the machine's disk is not filled",
    async strike({ mongodb, volumes: { database } }) {
      await database?.fill(0);
      await checkpoint(mongodb.port);
      await seconds(2);
      await database?.empty();
      const hasEnded = !(await mongodb.running());
      if (hasEnded) await mongodb.kill();
      await mongodb.start();
      return once(hasEnded ? "mongod ended" : "mongod survived");
    },
  },
  {
    name: "queue-deleted",
    about: "delete an empty retry or parked queue that a message is about to enter, then restore it",
    target: "broker",
    perRound: 5,
    strikesInLongRun: 50,
    async strike({ company, instances, poison, queues }, draw) {
      const { service } = draw.one(instances);
      const { parked, retry } = queuesOf(service);
      const queue = draw.one([parked, ...retry.slice(0, 2).map(({ name }) => name)]);
      if (!(await queues.deleteEmpty(queue))) return { ...once(`${queue} was not empty`), times: 0 };
      if (queue === parked) await poison(service);
      await seconds(draw.whole(1, 4));
      await company.loadDefinitions();
      return once(queue);
    },
  },
];

/** Forces a checkpoint, which MongoDB otherwise writes once a minute. */
async function checkpoint(port: number): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
    socketTimeoutMS: 10_000,
  });
  await client
    .db("admin")
    .command({ fsync: 1 })
    .catch(() => {});
  await client.close();
}
