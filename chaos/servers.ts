import { findProcess } from "#bench/processes.ts";
import { type OwnMongoDb, startMongoDb } from "#test/servers/mongodb.ts";
import { type OwnRabbitMq, startRabbitMq } from "#test/servers/rabbitmq.ts";
import { type Instance, type Network, startNetwork } from "./network.ts";
import { mountVolume, type Volume } from "./volume.ts";

/** A RabbitMQ and a MongoDB of this machine, each on a volume of its own where that is allowed, with a network before them. */
export interface Servers {
  readonly rabbitmq: OwnRabbitMq;
  readonly mongodb: OwnMongoDb;
  readonly network: Network;
  /** Missing where nobody may mount one. */
  readonly volumes: { readonly broker: Volume | undefined; readonly database: Volume | undefined };
  remove(): Promise<void>;
}

/** Starts both, in about 10 s. @throws Error when there is none to start */
export async function startServers(instances: readonly Instance[]): Promise<Servers> {
  const volumes = {
    broker: await mountVolume("broker", 3_000),
    database: await mountVolume("database", 4_000),
  };
  const folder = (volume: Volume | undefined) => (volume ? { folder: volume.folder } : {});
  let network: Network | undefined;
  const rabbitmq = await startRabbitMq(undefined, folder(volumes.broker));
  const mongodb = await startMongoDb(undefined, {
    ...folder(volumes.database),
    async announced(databasePort) {
      network = await startNetwork({ instances, brokerPort: rabbitmq.port, databasePort });
      return network.databasePort;
    },
  });
  if (!network) throw new Error("MongoDB was started without its proxy");
  const proxies = network;
  return {
    rabbitmq,
    mongodb,
    volumes,
    network,
    async remove() {
      await proxies.close();
      await Promise.all([rabbitmq.remove(), mongodb.remove()]);
      await Promise.all([volumes.broker?.remove(), volumes.database?.remove()]);
    },
  };
}

/** The processes of the servers, as far as this system lets us see them. */
export const pidsOf = ({ mongodb, rabbitmq }: Pick<Servers, "rabbitmq" | "mongodb">) => ({
  rabbitmq: findProcess("beam.smp", `pas-de-cinq-${rabbitmq.port}@`) ?? 0,
  mongodb: findProcess("mongod", "--replSet", String(mongodb.port)) ?? 0,
});
