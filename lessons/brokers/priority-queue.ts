import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { connected, freshName, until } from "../server/rabbitmq.ts";

const bulk = 100;
const urgent = 5;

export const priorityQueue: Lesson = {
  name: "priority-queue",
  title: "RabbitMQ's own priorities, and who undoes them",
  questions: [63],
  ground: "server",
  hook: `The queue is declared with \`x-max-priority\`, five messages have priority 9, and they come out last. The same consumer with a prefetch of 1 gets
them first.`,
  predictions: [
    {
      ask: "A hundred messages wait with the consumer or in the queue. In which place is the first of five urgent ones handled?",
      measure: "place",
      unit: "",
      off: [bulk + 1, bulk + 1],
      on: [1, 3],
    },
  ],
  knobs: [{ name: "prefetch", about: "of the consumer, ON", unit: "", from: 1, to: 200, step: 1, usual: 1 }],
  experiment: ({ side, knobs: { prefetch = 1 } }) =>
    connected(async (connection) => {
      const queue = freshName("priorities");
      const publisher = await connection.createConfirmChannel();
      await publisher.assertQueue(queue, { durable: false, maxPriority: 9 });
      const send = async (many: number, priority: number): Promise<void> => {
        for (const _ of numbers(many)) publisher.sendToQueue(queue, Buffer.from(""), { priority });
        await publisher.waitForConfirms();
      };
      try {
        await send(bulk, 0);
        const consumer = await connection.createChannel();
        await consumer.prefetch(side === "off" ? 0 : prefetch);
        const held: number[] = [];
        const tags: (() => void)[] = [];
        await consumer.consume(queue, (message) => {
          if (!message) return;
          held.push(Number(message.properties.priority));
          tags.push(() => consumer.ack(message));
        });
        await until(() => held.length >= Math.min(bulk, side === "off" ? bulk : prefetch));
        await send(urgent, 9);
        for (const place of numbers(bulk + urgent)) {
          await until(() => held.length > place);
          if (held[place] === 9) return { place: place + 1 };
          tags[place]?.();
        }
        return { place: Number.NaN };
      } finally {
        await publisher.deleteQueue(queue);
      }
    }),
  watch: [
    "OFF, all hundred are with the consumer before the first urgent one is published.",
    "ON, one is: the broker still has ninety-nine to reorder.",
  ],
  because: { file: "messaging/running/run-service.ts", name: "prefetch" },
  explain: `A priority queue sorts what it holds. A consumer without a prefetch limit takes everything as it comes, so there is nothing left to sort.
With a prefetch of 1 the urgent message waits for one other at most. Classic queues have strict priorities. Quorum queues refuse
them up to 3.13, share 2:1 between two levels from 4.0 to 4.2, and have strict ones, 0 to 31, since 4.3.`,
  wrong: [
    { answer: "Priority 9 always comes first.", why: "First of those that are still in the queue." },
    {
      answer: "More priorities are better.",
      why: "Each level costs memory and a sort; two or three are enough.",
    },
  ],
  followUps: [
    {
      ask: "Which is simpler to operate?",
      answer: "Two queues and two consumers: each line has a length of its own, and neither starves.",
      level: "middle",
      lesson: "priority",
    },
    {
      ask: "Can a prefetch be too small?",
      answer: "Over a slow network, yes: each message then waits for a round trip.",
      level: "middle",
      lesson: "prefetch",
    },
  ],
  limits: "A classic queue, which every version has. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures.",
};
