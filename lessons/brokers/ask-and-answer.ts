import { memoryDatabase } from "#messaging/memory/store.ts";
import { benchBroker, numberIn, numbers } from "../lab/bench-broker.ts";
import { inAMap, inAStore, type Memory } from "../lab/brokers/conversation.ts";
import type { Lesson } from "../lesson.ts";

const questions = 10;
const answerMs = 5_000;
export const askAndAnswer: Lesson = {
  name: "ask-and-answer",
  title: "An answer to what?",
  questions: [22, 36],
  ground: "chassis",
  hook: `A service asks ten questions through a queue and remembers them in a map, by correlation id. The answers take five seconds. After one
second the service is deployed anew.`,
  predictions: [
    {
      ask: "How many of the ten answers does the new process understand?",
      measure: "understood",
      unit: "answers",
      off: [0, 0],
      on: [questions, questions],
    },
  ],
  async experiment({ side, seed }) {
    const bench = benchBroker(seed, ["questions", "answers"]);
    const database = memoryDatabase();
    const newMemory = (): Memory => (side === "off" ? inAMap() : inAStore(database));
    let understood = 0;
    await bench.broker.connect("expert").consume("questions", { prefetch: 100 }, ({ body, ack }) => {
      const n = numberIn(body);
      bench.after(answerMs, () => void bench.publishTo("answers", n));
      ack();
    });

    const first = newMemory();
    const before = bench.broker.connect("asker");
    await before.consume("answers", { prefetch: 100 }, () => {});
    for (const n of numbers(questions)) {
      await first.remember(n);
      await bench.publishTo("questions", n);
    }
    await bench.clock.advance(1_000);
    await before.close();

    const second = newMemory();
    await bench.broker.connect("asker again").consume("answers", { prefetch: 100 }, ({ body, ack }) => {
      void second.knows(numberIn(body)).then((known) => {
        if (known) understood += 1;
        bench.show(() => ({ understood }));
        ack();
      });
    });
    await bench.clock.runToRest();
    return { understood };
  },
  watch: [
    "All ten answers arrive on both sides: the queue is durable, and belongs to the service, not to the process.",
    "OFF, nobody knows what they are about, and ten customers wait for a reply.",
  ],
  because: {
    file: "payments/provider.ts",
    name: 'export const chargeSettled = end<ChargeSettled>("payments.charge-settled", {',
  },
  explain: `Request and reply over a broker take a reply address and a correlation id: \`reply_to\` and \`correlation_id\` in AMQP. Whoever asks and
waits in memory loses the conversation with the process. So the question is state: it is stored before it is sent, and the answer
is a message about that state, whoever handles it and whenever it comes. A deadline says when to stop waiting.`,
  wrong: [
    {
      answer: "A map in memory, and a promise for each question.",
      why: "Right for a read that may fail. Not for a charge that happened.",
    },
    {
      answer: "An exclusive reply queue for each instance.",
      why: "It is deleted with its connection, and the answers with it. Good for calls whose result only this process needs.",
    },
  ],
  followUps: [
    {
      ask: "The answer comes after the deadline. What then?",
      answer:
        "It is a message like any other: the state says that it is too late, and what follows, such as a refund.",
      level: "middle",
      lesson: "silence",
    },
    {
      ask: "When is RabbitMQ's direct reply-to right?",
      answer:
        "For a short call with a caller that waits: no queue is declared. The answer is lost if the caller is gone, so the call must be repeatable.",
      level: "senior",
    },
  ],
  limits:
    "One restart. Here the services use no replies at all: they publish facts, and only the payment provider answers.",
};
