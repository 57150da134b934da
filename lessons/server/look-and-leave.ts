import { connected, lose, until } from "./rabbitmq.ts";

/** A person looks at that many messages and closes the terminal: their deliveries, and a lost connection. */
export const lookAndLeave = (queue: string, messages: number): Promise<void> =>
  connected(async (connection) => {
    const channel = await connection.createChannel();
    let seen = 0;
    await channel.consume(queue, () => {
      seen += 1;
    });
    await until(() => seen >= messages);
    lose(connection);
  });
