import { connected, lose, until } from "./rabbitmq.ts";

/** A person looks at a message and closes the terminal: a delivery, and a lost connection. */
export const lookAndLeave = (queue: string): Promise<void> =>
  connected(async (connection) => {
    const channel = await connection.createChannel();
    let seen = 0;
    await channel.consume(queue, () => {
      seen += 1;
    });
    await until(() => seen > 0);
    lose(connection);
  });
