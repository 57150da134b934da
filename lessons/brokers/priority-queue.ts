import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { send, until, withQueue } from "../server/rabbitmq.ts";

const bulk = 100;
const urgent = 5;

export const priorityQueue: Lesson = {
  name: "priority-queue",
  title: "RabbitMQ's priorities, and what defeats them",
  questions: [63],
  ground: "server",
  hook: `The queue is declared with \`x-max-priority\`. Five messages have priority 9, and come out last. With
a prefetch of 1 the same consumer gets them first.`,
  compares: "OFF: a consumer without a prefetch limit. ON: a prefetch of 1.",
  predictions: [
    {
      ask: "A hundred messages are with the consumer or in the queue. In which place is the first of five urgent ones handled?",
      measure: "place",
      unit: "",
      off: [bulk + 1, bulk + 1],
      on: [1, 3],
    },
  ],
  knobs: [{ name: "prefetch", about: "of the consumer, ON", unit: "", from: 1, to: 200, step: 1, usual: 1 }],
  experiment: ({ side, knobs: { prefetch = 1 } }) =>
    withQueue({ durable: false, maxPriority: 9 }, async ({ connection, channel, queue }) => {
      await send({ channel, queue }, numbers(bulk), { priority: 0 });
      const consumer = await connection.createChannel();
      await consumer.prefetch(side === "off" ? 0 : prefetch);
      const held: { readonly isUrgent: boolean; readonly ack: () => void }[] = [];
      await consumer.consume(queue, (message) => {
        if (message)
          held.push({ isUrgent: message.properties.priority === 9, ack: () => consumer.ack(message) });
      });
      await until(() => held.length >= Math.min(bulk, side === "off" ? bulk : prefetch));
      await send({ channel, queue }, numbers(urgent), { priority: 9 });
      let place = 0;
      for (let isUrgent = false; !isUrgent; place += 1) {
        await until(() => held.length > place);
        isUrgent = held[place]?.isUrgent ?? false;
        held[place]?.ack();
      }
      return { place };
    }),
  watch: [
    "OFF, the consumer holds all hundred before the first urgent message is published.",
    "ON, it holds one: the broker can still reorder ninety-nine.",
  ],
  because: { file: "messaging/running/run-service.ts", name: "prefetch" },
  explain: `A priority queue sorts the messages that it still holds. A consumer without a prefetch limit takes
all of them at once, so nothing is left to sort. With a prefetch of 1 an urgent message waits for one other at
most. Classic queues have strict priorities. Quorum queues refuse them up to 3.13, share 2:1 between two
levels from 4.0 to 4.2, and have strict ones, 0 to 31, since 4.3.`,
  wrong: [
    { answer: "Priority 9 always comes first.", why: "First of those that are still in the queue." },
    {
      answer: "More priorities are better.",
      why: "Each level costs memory and sorting; two or three are enough.",
    },
  ],
  followUps: [
    {
      ask: "Which is simpler to operate?",
      answer: "Two queues and two consumers: the length of each is visible, and neither starves.",
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
