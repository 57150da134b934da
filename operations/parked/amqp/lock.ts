import type { ChannelModel } from "amqplib";
import type { ServiceName } from "#contracts/generated/events.ts";
import { closed } from "#messaging/amqp/closed.ts";
import { type Clock, pause } from "#messaging/clock.ts";
import { queuesOf } from "#messaging/topology.ts";

/**
 * Locks the queue for one operator: two of them would each see only some of its messages. The lock is an
 * exclusive queue, so RabbitMQ releases it with the connection.
 *
 * @throws Error if another operator holds the lock, or this user lacks a permission
 */
export async function lock(connection: ChannelModel, service: ServiceName): Promise<void> {
  const channel = await connection.createChannel();
  channel.on("error", () => {});
  const { parked } = queuesOf(service);
  await channel.assertQueue(`operator.${parked}`, { exclusive: true }).catch((error: unknown) => {
    if (/RESOURCE[-_]LOCKED|\b405\b/.test(String(error))) {
      throw new Error(`${parked} is locked by another operator: wait until they are done, and try again`);
    }
    return refusal(`${parked} cannot be locked`)(error);
  });
  await closed(channel);
}

/** Releases the lock. */
export async function unlock(connection: ChannelModel, service: ServiceName): Promise<void> {
  const channel = await connection.createChannel();
  await channel.deleteQueue(`operator.${queuesOf(service).parked}`);
  await closed(channel);
}

/**
 * Waits until the queue has at least this many messages: RabbitMQ requeues them shortly after their channel
 * closes.
 */
export async function waitForRequeue(
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
  await closed(channel);
}

/** Turns what RabbitMQ refuses into an error that says what to do. */
export const refusal =
  (what: string) =>
  (error: unknown): never => {
    const why = error instanceof Error ? error.message : String(error);
    if (/ACCESS[-_]REFUSED|\b403\b/.test(why))
      throw new Error(`${what}: this user lacks the permission; set RABBITMQ_URL to the user operator`, {
        cause: error,
      });
    if (/NOT[-_]FOUND|\b404\b/.test(why))
      throw new Error(`${what}: it is missing; load definitions.json into the broker`, { cause: error });
    throw new Error(`${what}: ${why}`, { cause: error });
  };
