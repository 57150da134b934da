import { type ChannelModel, type Connection, connect } from "amqplib";

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

/** The connections that are lost: nobody would answer a goodbye. */
const lost = new WeakSet<ChannelModel>();

/** Loses a connection as a process that dies does: without a word to the broker. */
export function lose(model: ChannelModel): void {
  lost.add(model);
  const { stream } = model.connection as Connection & { readonly stream: { destroy(): void } };
  stream.destroy();
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A name that no other run uses. */
export const freshName = (of: string): string => `lesson.${of}.${crypto.randomUUID()}`;

/** Waits until something is so, up to five seconds. @throws Error if it does not become so */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 5_000; performance.now() < end; await pause(5)) {
    if (await isSo()) return;
  }
  throw new Error(`after 5 s it is still not so: ${isSo}`);
}
