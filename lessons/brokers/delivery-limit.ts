import { contracts } from "#contracts/contracts.ts";
import { queuesOf, topologyOf } from "#messaging/topology.ts";
import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { lookAndLeave } from "../server/look-and-leave.ts";
import { send, until, withQueue } from "../server/rabbitmq.ts";

const orders = 40;
const looks = 3;
const { queues } = topologyOf(contracts, "payments");
const shipped = queues.find(({ name }) => name === queuesOf("payments").parked)?.arguments;

export const deliveryLimit: Lesson = {
  name: "delivery-limit",
  title: "The third look was one too many",
  questions: [66],
  ground: "server",
  hook: `Forty parked orders lie in a quorum queue with a delivery limit of 2. Three people look at them, one
after the other, and each closes the terminal without acknowledging.`,
  compares: "OFF: the queue has a delivery limit of 2. ON: its limit is out of reach.",
  predictions: [
    {
      ask: "How many messages are left in the queue?",
      measure: "left",
      unit: "messages",
      off: [0, 0],
      on: [orders, orders],
    },
  ],
  experiment({ side }) {
    const limit = side === "off" ? { "x-delivery-limit": 2 } : {};
    return withQueue({ durable: true, arguments: { ...shipped, ...limit } }, async (parked) => {
      await send(parked, numbers(orders), { persistent: true });
      for (const _ of numbers(looks)) await lookAndLeave(parked.queue, orders);
      // The broker takes the messages back, or drops them, a moment after the connection is gone.
      await until(async () => (await parked.channel.checkQueue(parked.queue)).consumerCount === 0);
      return { left: (await parked.channel.purgeQueue(parked.queue)).messageCount };
    });
  },
  watch: [
    "Each lost connection returns what was not acknowledged, and counts as a return.",
    "Beyond the limit each message is dropped, unless the queue has a dead-letter exchange.",
  ],
  because: {
    file: "messaging/policies/queue-arguments.ts",
    name: "const practicallyUnlimited = 2 ** 31 - 1;",
    undo: "const practicallyUnlimited = 2;",
  },
  explain: `Quorum queues count how often a message came back, and drop or dead-letter it beyond a limit: 20
by default since 4.0, none before. That protects consumers from a message that kills them. For a queue that
people look into, it is a trap. So our parked queues have a limit out of reach, as an explicit number: -1
means unlimited on 4.x, but the first return on 3.10.`,
  wrong: [
    {
      answer: "Looking does not change anything.",
      why: "A look is a delivery. Without an acknowledgement it is a return.",
    },
    {
      answer: "nack with requeue is the polite way.",
      why: "Up to 4.2 it counts like any return. From 4.3 on it does not, but a lost connection still does.",
    },
  ],
  followUps: [
    {
      ask: "What counts from RabbitMQ 4.3 on?",
      answer:
        "Failed deliveries: a lost connection, a closed channel, basic.reject. basic.nack does not count.",
      level: "senior",
    },
    {
      ask: "Where should a message go that kills its consumer?",
      answer:
        "To a parked queue: by a limit and a dead-letter exchange, or as here by a chassis that counts deaths.",
      level: "middle",
      lesson: "poison",
    },
  ],
  limits:
    "The connection drops without a goodbye, which counts in each version. Same on RabbitMQ 3.10.8, 4.0.5, 4.3.6.",
};
