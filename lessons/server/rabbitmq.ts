import { type ChannelModel, type ConfirmChannel, type Connection, connect, type Options } from "amqplib";

/** The URL of the RabbitMQ that lessons may use. `npm run prove` starts one and sets it. @throws Error if there is none */
export function rabbitMqUrl(): string {
  const { RABBITMQ_URL: url } = process.env;
  if (url) return url;
  throw new Error("this lesson needs a RabbitMQ: set RABBITMQ_URL, or run npm run prove, which starts one");
}

/** Works with a connection of its own, and closes it. */
export async function connected<T>(work: (connection: ChannelModel) => Promise<T>): Promise<T> {
  const connection = await connect(rabbitMqUrl());
  connection.on("error", () => {});
  try {
    return await work(connection);
  } finally {
    if (!lost.has(connection)) await connection.close().catch(() => {});
  }
}

/** A queue that no other run uses. */
export interface FreshQueue {
  readonly connection: ChannelModel;
  readonly channel: ConfirmChannel;
  readonly queue: string;
}

/** Works with a queue and a connection of its own, and deletes them. */
export const withQueue = <T>(
  options: Options.AssertQueue,
  work: (fresh: FreshQueue) => Promise<T>,
): Promise<T> =>
  connected(async (connection) => {
    const channel = await connection.createConfirmChannel();
    const { queue } = await channel.assertQueue(freshName("queue"), options);
    try {
      return await work({ connection, channel, queue });
    } finally {
      await channel.deleteQueue(queue);
    }
  });

/** Sends messages to a queue, and waits until the broker has confirmed them. */
export async function send(
  { channel, queue }: Pick<FreshQueue, "channel" | "queue">,
  bodies: readonly (string | number)[],
  options?: Options.Publish,
): Promise<void> {
  for (const body of bodies) channel.sendToQueue(queue, Buffer.from(String(body)), options);
  await channel.waitForConfirms();
}

/** The lost connections: closing one would wait for an answer forever. */
const lost = new WeakSet<ChannelModel>();

/** Drops a connection as a dying process does: without telling the broker. */
export function lose(model: ChannelModel): void {
  lost.add(model);
  const { stream } = model.connection as Connection & { readonly stream: { destroy(): void } };
  stream.destroy();
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A name that no other run uses. */
export const freshName = (of: string): string => `lesson.${of}.${crypto.randomUUID()}`;

/** Waits up to five seconds for a condition. @throws Error if it does not hold by then */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 5_000; performance.now() < end; await pause(5)) {
    if (await isSo()) return;
  }
  throw new Error(`after 5 s this still does not hold: ${isSo}`);
}
