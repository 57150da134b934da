import { onALog, onAQueue } from "../lab/brokers/poisonous-event.ts";
import type { Lesson } from "../lesson.ts";

const events = 1_000;

export const logOrQueue: Lesson = {
  name: "log-or-queue",
  title: "A log keeps, a queue forgets",
  questions: [25, 26, 46, 90],
  ground: "lab",
  hook: `One of a thousand events cannot be handled. On a log with four partitions, the events behind it wait.
On a queue they pass it. A week later a bug is found, and all events must be handled again.`,
  compares: "OFF: a log with four partitions. ON: a queue that parks what cannot be handled.",
  predictions: [
    {
      ask: "On a log (OFF), on a queue with parking (ON): how many events wait behind the poisonous one?",
      measure: "waiting",
      unit: "events",
      off: [150, 249],
      on: [0, 0],
    },
    {
      ask: "After the repair: how many of the thousand can be read again?",
      measure: "readAgain",
      unit: "events",
      off: [events, events],
      on: [0, 1],
    },
  ],
  knobs: [
    {
      name: "readers",
      about: "partitions, or consumers",
      unit: "readers",
      from: 1,
      to: 8,
      step: 1,
      usual: 4,
    },
  ],
  async experiment({ side, seed, knobs: { readers = 4 } }) {
    return (side === "off" ? onALog : onAQueue)({ seed, events, readers });
  },
  watch: [
    "Neither side is wrong: each is good at what the other cannot do.",
    "A consumer of a log may skip a poisonous event, but must then store it itself: the log does not park.",
  ],
  explain: `A log appends, and each consumer group remembers how far it is: an offset in each partition. So
any group can read again, and order holds within a partition. But an event that cannot be handled blocks its
partition, and at most as many consumers as partitions can work. A queue hands out single messages and deletes
what is acknowledged: any number of consumers, retries and parking for each message, and no history.`,
  wrong: [
    {
      answer: "Kafka is the slowest, RabbitMQ the most reliable. Or the other way round.",
      why: "Both store on several nodes, and confirm. They differ in what a consumer can do with a message.",
    },
    {
      answer: "Important things go to Kafka.",
      why: "A payment that needs retries and a person to look at it is important, and belongs on a queue.",
    },
  ],
  followUps: [
    {
      ask: "Can Kafka acknowledge single records?",
      answer:
        "Consumer groups cannot. Share groups can: they count deliveries and release single records, ready for production in Kafka 4.2.",
      level: "senior",
    },
    {
      ask: "Can RabbitMQ keep history?",
      answer: "In streams: an append-only log with offsets, beside its queues.",
      level: "middle",
    },
  ],
  limits: "The log is a model of a few lines; the queue is our memory broker. Nothing of ours runs on Kafka.",
};
