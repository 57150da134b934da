import type { Channel, ChannelModel } from "amqplib";
import type { Queue, Topology } from "#messaging/topology.ts";
import { errorOf } from "../errors.ts";
import { closed } from "./closed.ts";
import { isForbidden } from "./errors.ts";
import { isMarker } from "./marker.ts";

/**
 * The differences between the broker and a topology, one sentence each. An existing queue is declared again
 * with the expected arguments: the broker does nothing if they are equal, and names the difference if not.
 * AMQP cannot look up bindings; a missing one shows when a publication is unroutable.
 *
 * Since 4.2.6, RabbitMQ shows an exchange only to users with a permission on it, and a service has no
 * permission on some exchanges that it shares. So a refusal proves nothing about such an exchange: the
 * service's marker proves that the definitions were loaded. The marker itself must be visible.
 */
export async function differences(connection: ChannelModel, topology: Topology): Promise<readonly string[]> {
  const found: string[] = [];
  for (const exchange of topology.exchanges) {
    const error = await failureOf(connection, (channel) => channel.checkExchange(exchange.name));
    const isHidden = error && isForbidden(error) && !isMarker(exchange);
    if (error && !isHidden) found.push(missing(`exchange ${exchange.name}`, error));
  }
  for (const queue of topology.queues) found.push(...(await queueDifferences(connection, queue)));
  return found;
}

async function queueDifferences(connection: ChannelModel, queue: Queue): Promise<readonly string[]> {
  const absent = await failureOf(connection, (channel) => channel.checkQueue(queue.name));
  if (absent) return [missing(`queue ${queue.name}`, absent)];
  const different = await failureOf(connection, (channel) =>
    channel.assertQueue(queue.name, { durable: queue.durable, arguments: queue.arguments }),
  );
  if (!different) return [];
  if (isForbidden(different)) return [missing(`queue ${queue.name}`, different)];
  return [
    `${queue.name} differs from the contracts (${inequivalence(different)}): ` +
      "delete it when it is empty, then load definitions.json into the broker",
  ];
}

function missing(what: string, error: Error): string {
  return isForbidden(error)
    ? `this user may not use ${what}: load definitions.json into the broker, which grants it`
    : `${what} is missing: load definitions.json into the broker`;
}

const inequivalence = ({ message }: Error): string =>
  /inequivalent arg [^\n"]*/.exec(message)?.[0] ?? message;

/** A refusal closes the channel, so each request uses a channel of its own. */
async function failureOf(
  connection: ChannelModel,
  request: (channel: Channel) => Promise<unknown>,
): Promise<Error | undefined> {
  const channel = await connection.createChannel();
  channel.on("error", () => {});
  try {
    await request(channel);
    await closed(channel);
    return undefined;
  } catch (error) {
    return errorOf(error);
  }
}
