import type { Channel } from "amqplib";
import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { connected, freshName, lose, pause, until } from "../server/rabbitmq.ts";

const messages = 1_000;
const handledBeforeDeath = 10;

export const autoAck: Lesson = {
  name: "auto-ack",
  title: "A thousand in the pocket of a dead process",
  questions: [42, 45, 62],
  ground: "server",
  hook: `A thousand messages wait. A consumer subscribes with automatic acknowledgement and a prefetch of 100, which RabbitMQ then ignores. It handles
ten and dies.`,
  predictions: [
    {
      ask: "How many of the 1,000 messages are neither handled nor in the queue?",
      measure: "lost",
      unit: "messages",
      off: [500, messages - handledBeforeDeath],
      on: [0, 0],
    },
  ],
  experiment: ({ side }) =>
    connected(async (connection) => {
      const queue = freshName("jobs");
      const channel = await connection.createConfirmChannel();
      await channel.assertQueue(queue, { durable: false });
      try {
        for (const n of numbers(messages)) channel.sendToQueue(queue, Buffer.from(String(n)));
        await channel.waitForConfirms();
        const handled = await handleAndDie(queue, side === "off");
        await until(async () => (await channel.checkQueue(queue)).consumerCount === 0);
        const left = await drain(channel, queue);
        // By name, not by number: an acknowledgement that died with the process leaves a message both handled and in the queue.
        return { lost: messages - new Set([...handled, ...left]).size, handled: handled.length };
      } finally {
        await channel.deleteQueue(queue);
      }
    }),
  watch: [
    "OFF, the broker pushes all thousand at once, and forgets each as it is sent.",
    "ON, the hundred that were handed out go back into the queue when the connection is gone.",
  ],
  because: { file: "messaging/amqp/consumer.ts", name: "channel.consume(queue" },
  explain: `With automatic acknowledgement a message is done when it is written to the socket. The prefetch counts unacknowledged messages, and there
are none, so the whole queue moves into the memory of one consumer. A crash loses all of it, and a second consumer finds nothing to
do. Manual acknowledgements after the commit keep the messages with the broker until their work is done.`,
  wrong: [
    {
      answer: "Prefetch 100, so a hundred at most are lost.",
      why: "Prefetch does nothing with automatic acknowledgement.",
    },
    {
      answer: "It is faster, and a crash is rare.",
      why: "It is, and a deployment is a crash for what is in the buffer. Batches of acknowledgements are nearly as fast.",
    },
  ],
  followUps: [
    {
      ask: "When is automatic acknowledgement right?",
      answer: "For what the next message replaces: prices, positions, a display of what happens.",
      level: "middle",
    },
    {
      ask: "And a prefetch of 1 for safety?",
      answer: "It bounds what is repeated after a crash, and costs a round trip for each message.",
      level: "middle",
      lesson: "prefetch",
    },
  ],
  limits:
    "How many of the thousand are on their way when the process dies depends on the socket. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures.",
};

/** A consumer that handles ten messages and dies. Returns those that it handled. */
async function handleAndDie(queue: string, noAck: boolean): Promise<readonly string[]> {
  return connected(async (connection) => {
    const channel = await connection.createChannel();
    await channel.prefetch(100);
    const handled: string[] = [];
    await channel.consume(
      queue,
      (message) => {
        if (!message || handled.length === handledBeforeDeath) return;
        handled.push(String(message.content));
        if (!noAck) channel.ack(message);
      },
      { noAck },
    );
    await until(() => handled.length === handledBeforeDeath);
    // What is under way arrives, and the acknowledgements go out.
    await pause(50);
    lose(connection);
    return handled;
  });
}

/** Takes everything out of a queue. */
async function drain(channel: Channel, queue: string): Promise<readonly string[]> {
  const taken: string[] = [];
  for (
    let next = await channel.get(queue, { noAck: true });
    next;
    next = await channel.get(queue, { noAck: true })
  )
    taken.push(String(next.content));
  return taken;
}
