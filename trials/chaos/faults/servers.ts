import { MongoClient } from "mongodb";
import { queuesOf } from "#contracts/topology.ts";
import { type Fault, once, seconds } from "../fault.ts";

/** What happens to RabbitMQ and MongoDB. */
export const faultsOfServers: readonly Fault[] = [
  {
    name: "broker-restart",
    about: "the broker is stopped and started",
    meets: "broker",
    perRound: 5,
    wanted: 50,
    async strike({ rabbitmq }) {
      await rabbitmq.restart();
      return once("SIGTERM");
    },
  },
  {
    name: "broker-kill",
    about: "SIGKILL of the broker",
    meets: "broker",
    perRound: 5,
    wanted: 50,
    async strike({ rabbitmq }) {
      await rabbitmq.kill();
      await rabbitmq.start();
      return once("SIGKILL");
    },
  },
  {
    name: "broker-memory-alarm",
    about: "the broker has a memory alarm for three to six seconds, and blocks everybody who publishes",
    meets: "broker",
    perRound: 6,
    wanted: 50,
    async strike({ rabbitmq }, draw) {
      await rabbitmq.raiseMemoryAlarm();
      await seconds(draw.whole(3, 6));
      await rabbitmq.clearMemoryAlarm();
      return once("alarm");
    },
  },
  {
    name: "broker-disk-full",
    about:
      "the broker's volume is full but for 20 MB for 12 s (without volumes: its limit for free space is raised)",
    meets: "broker",
    perRound: 4,
    wanted: 50,
    async strike({ rabbitmq, volumes: { broker } }) {
      if (broker) await broker.fill(20 * 2 ** 20);
      else await rabbitmq.ctl("set_disk_free_limit", "1000000GB");
      // It looks every ten seconds, if not more often.
      await seconds(12);
      if (broker) await broker.empty();
      else await rabbitmq.ctl("set_disk_free_limit", "50MB");
      return once(broker ? "volume" : "limit");
    },
  },
  {
    name: "database-restart",
    about: "the database is stopped and started",
    meets: "database",
    perRound: 10,
    wanted: 50,
    async strike({ mongodb }) {
      await mongodb.restart();
      return once("SIGTERM");
    },
  },
  {
    name: "database-kill",
    about: "SIGKILL of the database",
    meets: "database",
    perRound: 10,
    wanted: 50,
    async strike({ mongodb }) {
      await mongodb.kill();
      await mongodb.start();
      return once("SIGKILL");
    },
  },
  {
    name: "database-step-down",
    about: "the primary steps down",
    meets: "database",
    perRound: 10,
    wanted: 50,
    async strike({ mongodb }) {
      await mongodb.stepDown();
      return once("step-down");
    },
  },
  {
    name: "database-disk-full",
    about:
      "the database's volume is full, which ends it when it writes; it is started when there is room again",
    meets: "database",
    perRound: 6,
    wanted: 50,
    whyNot: ({ volumes }) =>
      volumes.database
        ? undefined
        : "nobody but root may mount a small volume, and a whole disk is not filled",
    async strike({ mongodb, volumes: { database } }) {
      await database?.fill(0);
      await checkpoint(mongodb.port);
      await seconds(2);
      await database?.empty();
      const ended = !(await mongodb.running());
      if (ended) await mongodb.kill();
      await mongodb.start();
      return once(ended ? "it ended" : "it went on");
    },
  },
  {
    name: "queue-deleted",
    about:
      "somebody deletes an empty retry or parked queue while a message is about to go there, and loads it again",
    meets: "broker",
    perRound: 5,
    wanted: 50,
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

/** Makes the database write to its disk now, rather than within a minute. */
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
