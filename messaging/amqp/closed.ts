import type { Channel, ChannelModel } from "amqplib";

/**
 * Closes a connection or a channel, and resolves once it is closed; never rejects. amqplib's own `close()`
 * waits for the broker's reply: if the connection is lost before that, it never settles.
 */
export function closed(what: Pick<Channel | ChannelModel, "close" | "once">): Promise<void> {
  return new Promise((resolve) => {
    what.once("close", () => resolve());
    what.close().then(resolve, () => resolve());
  });
}
