import { expect } from "chai";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import { nameRabbitMq } from "../../test/name-rabbitmq.ts";
import { connected, freshName } from "../rabbitmq.ts";

type Connection = Parameters<Parameters<typeof connected>[0]>[0];

/** What a quorum queue does, by version: the facts in questions 63 and 66, and in the lessons priority-queue and delivery-limit. */
describeOnRabbitMq("A quorum queue", (rabbitmq) => {
  nameRabbitMq(rabbitmq);

  it("counts a nack against its delivery limit up to 4.2, and does not since 4.3", () =>
    connected(async (connection) => {
      const { channel, queue } = await quorumQueue(connection, { "x-delivery-limit": 2 });
      await send(channel, queue, [0]);
      for (let look = 1; look <= 3; look += 1) {
        const message = await channel.get(queue);
        if (message) channel.nack(message, false, true);
      }
      const left = await channel.get(queue, { noAck: true });
      expect(Boolean(left)).to.equal(versionOf(connection) >= 4.3);
    }));

  it("ignores priorities up to 3.13, prefers two high to one normal from 4.0 to 4.2, and orders strictly since 4.3", () =>
    connected(async (connection) => {
      const { channel, queue } = await quorumQueue(connection, {});
      await send(channel, queue, [0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9]);
      let order = "";
      for (let message = await channel.get(queue); message; message = await channel.get(queue)) {
        order += message.properties.priority === 9 ? "H" : "n";
        channel.ack(message);
      }
      expect(order).to.equal(orderOf(versionOf(connection)));
    }));

  it("refuses x-max-priority, in every version", () =>
    connected(async (connection) => {
      const refused = await quorumQueue(connection, { "x-max-priority": 9 }).catch(String);
      expect(refused).to.include("406").and.include("x-max-priority");
    }));
});

function orderOf(version: number): string {
  if (version < 4) return "nnnnnnHHHHHH";
  return version < 4.3 ? "HHnHHnHHnnnn" : "HHHHHHnnnnnn";
}

/** 4.3 for 4.3.6. */
const versionOf = ({ connection }: Connection): number =>
  Number.parseFloat(String(connection.serverProperties.version));

async function quorumQueue(connection: Connection, more: Readonly<Record<string, number>>) {
  const queue = freshName("quorum");
  const channel = await connection.createConfirmChannel();
  // The refusal of a declaration closes the channel, and is reported there, too.
  channel.on("error", () => {});
  await channel.assertQueue(queue, { durable: true, arguments: { "x-queue-type": "quorum", ...more } });
  return { channel, queue };
}

async function send(
  channel: Awaited<ReturnType<Connection["createConfirmChannel"]>>,
  queue: string,
  priorities: readonly number[],
): Promise<void> {
  for (const priority of priorities)
    channel.sendToQueue(queue, Buffer.from("an order"), { persistent: true, priority });
  await channel.waitForConfirms();
}
