import { askAndRestart } from "../lab/brokers/conversation.ts";
import type { Lesson } from "../lesson.ts";

const questions = 10;

export const askAndAnswer: Lesson = {
  name: "ask-and-answer",
  title: "An answer to what?",
  questions: [22, 36],
  ground: "chassis",
  hook: `A service asks ten questions through a queue and remembers them in a map, by correlation id. The
answers take five seconds. After one second a deployment restarts the service.`,
  compares:
    "OFF: the service remembers its questions in its memory. ON: it stores each question before it sends it.",
  predictions: [
    {
      ask: "How many of the ten answers does the new process understand?",
      measure: "understood",
      unit: "answers",
      off: [0, 0],
      on: [questions, questions],
    },
  ],
  experiment: async ({ side, seed }) => ({ understood: await askAndRestart(seed, questions, side === "on") }),
  watch: [
    "All ten answers arrive on both sides: the queue is durable, and belongs to the service, not to a process.",
    "OFF, the new process does not know what they answer, and ten customers wait for a reply.",
  ],
  because: {
    file: "payments/provider.ts",
    name: 'export const chargeSettled = end<ChargeSettled>("payments.charge-settled", {',
  },
  explain: `Request and reply over a broker need a reply address and a correlation id: \`reply_to\` and
\`correlation_id\` in AMQP. A service that remembers its question in memory loses the conversation with the
process. So the question is state: store it before you send it. The answer is then a message about that state,
and any instance can handle it at any time. A deadline says when to stop waiting.`,
  wrong: [
    {
      answer: "A map in memory, and a promise for each question.",
      why: "Right for a read that may fail. Not for a charge that happened.",
    },
    {
      answer: "An exclusive reply queue for each instance.",
      why: "It disappears with its connection, and the answers with it. Good for results that only this process needs.",
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
        "For a short call whose caller waits: it declares no queue. If the caller is gone, the answer is lost, so the call must be repeatable.",
      level: "senior",
    },
  ],
  limits:
    "One restart. Our services use no replies: they publish facts, and only the payment provider answers.",
};
