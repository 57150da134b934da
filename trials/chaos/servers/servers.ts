import { findMongoDbToStart, findRabbitMqToStart } from "#tooling/servers/find.ts";
import { type OwnMongoDb, startMongoDb } from "#tooling/servers/mongodb.ts";
import { type OwnRabbitMq, startRabbitMq } from "#tooling/servers/rabbitmq.ts";
import { findProcess } from "#trials/bench/processes/processes.ts";
import { type Instance, type Network, startNetwork } from "../network/network.ts";
import { mountVolume, type Volume } from "./volume.ts";

/** RabbitMQ and MongoDB on this machine, each on its own volume if permitted, behind proxies. */
export interface Servers {
  readonly rabbitmq: OwnRabbitMq;
  readonly mongodb: OwnMongoDb;
  readonly network: Network;
  /** Undefined where mounting is not permitted. */
  readonly volumes: { readonly broker: Volume | undefined; readonly database: Volume | undefined };
  remove(): Promise<void>;
}

/** Starts both, in about 10 s. @throws Error if RabbitMQ or MongoDB is not installed */
export async function startServers(instances: readonly Instance[]): Promise<Servers> {
  const places = { broker: await findRabbitMqToStart(), database: await findMongoDbToStart() };
  const volumes = {
    broker: await volumeFor(places.broker, "broker", 3_000),
    database: await volumeFor(places.database, "database", 4_000),
  };
  const rabbitmq = await startRabbitMq(undefined, folderOf(volumes.broker));
  const between = (databasePort: number) =>
    startNetwork({ instances, brokerPort: rabbitmq.port, databasePort });
  let network: Network | undefined;
  const announced = async (port: number) => {
    network = await between(port);
    return network.databasePort;
  };
  // A replica set member must reach itself at the address that it announces, and a container cannot reach a proxy out here.
  const inBetween = places.database.at === "machine" ? { announced } : {};
  const mongodb = await startMongoDb(undefined, { ...folderOf(volumes.database), ...inBetween });
  const proxies = network ?? (await between(mongodb.port));
  return {
    rabbitmq,
    mongodb,
    volumes,
    network: proxies,
    async remove() {
      await proxies.close();
      await Promise.all([rabbitmq.remove(), mongodb.remove()]);
      await Promise.all([volumes.broker?.remove(), volumes.database?.remove()]);
    },
  };
}

const folderOf = (volume: Volume | undefined) => (volume ? { folder: volume.folder } : {});

const volumeFor = async ({ at }: { readonly at: string }, name: string, megabytes: number) =>
  at === "machine" ? mountVolume(name, megabytes) : undefined;

/** The process ids of the servers; 0 where they are not visible. */
export const pidsOf = ({ mongodb, rabbitmq }: Pick<Servers, "rabbitmq" | "mongodb">) => ({
  rabbitmq: findProcess("beam.smp", `pas-de-cinq-${rabbitmq.port}@`) ?? 0,
  mongodb: findProcess("mongod", "--replSet", String(mongodb.port)) ?? 0,
});
