import type { ChannelModel } from "amqplib";
import type { ServiceName } from "#contracts/generated/events.ts";
import { queuesOf } from "#contracts/topology.ts";
import { type Clock, pause } from "#messaging/clock.ts";

/**
 * Nobody else may hold this queue meanwhile: each would see a part of it. RabbitMQ ends the lock with the connection.
 *
 * @throws Error saying who is there, or what this user lacks
 */
export async function lock(connection: ChannelModel, service: ServiceName): Promise<void> {
  const channel = await connection.createChannel();
  channel.on("error", () => {});
  const { parked } = queuesOf(service);
  await channel.assertQueue(`operator.${parked}`, { exclusive: true }).catch((error: unknown) => {
    if (/RESOURCE[-_]LOCKED|\b405\b/.test(String(error))) {
      throw new Error(`somebody else is at ${parked}: wait until they are done, and try again`);
    }
    return refusal(`${parked} cannot be locked`)(error);
  });
  await channel.close();
}

/** Others may hold it again. */
export async function unlock(connection: ChannelModel, service: ServiceName): Promise<void> {
  const channel = await connection.createChannel();
  await channel.deleteQueue(`operator.${queuesOf(service).parked}`);
  await channel.close();
}

/** RabbitMQ puts messages back a moment after their channel is closed: whoever looks before that sees too few. */
export async function haveAll(
  connection: ChannelModel,
  service: ServiceName,
  messages: number,
  clock: Clock,
): Promise<void> {
  const channel = await connection.createChannel();
  channel.on("error", () => {});
  const isBack = async () => (await channel.checkQueue(queuesOf(service).parked)).messageCount >= messages;
  for (const deadline = clock.now() + 5_000; !(await isBack()) && clock.now() < deadline; ) {
    await pause(clock, 5, new AbortController().signal);
  }
  await channel.close();
}

/** What RabbitMQ refuses, with the remedy. */
export const refusal =
  (what: string) =>
  (error: unknown): never => {
    const why = error instanceof Error ? error.message : String(error);
    if (/ACCESS[-_]REFUSED|\b403\b/.test(why))
      throw new Error(`${what}: this user may not; take the user operator in RABBITMQ_URL`, { cause: error });
    if (/NOT[-_]FOUND|\b404\b/.test(why))
      throw new Error(`${what}: it is missing; load definitions.json into the broker`, { cause: error });
    throw new Error(`${what}: ${why}`, { cause: error });
  };
