import { benchBroker, numberIn, numbers } from "../lab/bench-broker.ts";
import { createLog } from "../lab/brokers/log.ts";
import { showTrial } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const events = 1_000;
const partitions = 4;
/** The poisonous event is one of the first. */
const latestPoison = 400;

export const logOrQueue: Lesson = {
  name: "log-or-queue",
  title: "A log keeps, a queue forgets",
  questions: [25, 26, 46, 90],
  ground: "lab",
  hook: `A thousand events, and one of them cannot be handled. On a log with four partitions, those behind it wait. On a queue they pass it. A week
later a bug is found: all events must be handled once more.`,
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
  async experiment({ side, seed }) {
    return side === "off" ? onALog(seed) : onAQueue(seed);
  },
  watch: [
    "Neither side is wrong: each is good at what the other cannot do.",
    "A consumer of a log may skip a poisonous event, but then it must store it somewhere: the log will not do it.",
  ],
  explain: `A log appends, and each group of readers remembers how far it is: an offset for each partition. So it can be read again, by anybody, and
order holds in a partition; but an event that cannot be handled holds up its partition, and consumers are at most as many as
partitions. A queue hands out single messages and deletes what is acknowledged: any number of consumers, retries and parking for
each, and no history.`,
  wrong: [
    {
      answer: "Kafka is the slowest, RabbitMQ the most reliable. Or the other way round.",
      why: "Both store on several nodes, and confirm. They differ in what a consumer may do with a message.",
    },
    {
      answer: "Important things go to Kafka.",
      why: "A payment that needs retries and a person who looks at it is important, and wants a queue.",
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
  limits: "The log is a model of forty lines; the queue is our memory broker. Nothing of ours runs on Kafka.",
};

async function onALog(seed: number) {
  const bench = benchBroker(seed, []);
  const poison = Math.floor(bench.random() * latestPoison);
  const log = createLog(partitions);
  for (const n of numbers(events)) log.append(n, n);
  let handled = 0;
  const handle = (event: number): boolean => {
    if (event === poison) return false;
    showTrial(handled, () => ({ handled: handled + 1 }));
    handled += 1;
    return true;
  };
  const offsets = numbers(partitions).map((partition) => log.read(partition, 0, handle));
  const waiting = offsets.reduce((sum, offset, partition) => {
    const isStuck = offset < log.size(partition);
    return sum + (isStuck ? log.size(partition) - offset - 1 : 0);
  }, 0);
  let readAgain = 0;
  for (const partition of numbers(partitions)) {
    log.read(partition, 0, () => {
      readAgain += 1;
      return true;
    });
  }
  return { waiting, readAgain };
}

async function onAQueue(seed: number) {
  const bench = benchBroker(seed, ["inbox", "parked"]);
  const poison = Math.floor(bench.random() * latestPoison);
  let handled = 0;
  for (const consumer of numbers(partitions)) {
    await bench.broker.connect(`consumer-${consumer}`).consume("inbox", { prefetch: 10 }, ({ body, ack }) => {
      const n = numberIn(body);
      if (n !== poison) handled += 1;
      showTrial(handled - 1, () => ({ handled }));
      void (n === poison ? bench.publishTo("parked", n) : Promise.resolve()).then(ack);
    });
  }
  for (const n of numbers(events)) await bench.publishTo("inbox", n);
  await bench.clock.runToRest();
  const left = bench.broker.queue("inbox").messages.length;
  return { waiting: events - handled - 1, readAgain: left + bench.broker.queue("parked").messages.length };
}
