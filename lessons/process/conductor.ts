import { choreography } from "#stage/company/design.ts";
import type { Lesson } from "../lesson.ts";
import { deliver, reachKitchenOf, rulesOf } from "../twin/comparison/figures.ts";
import { twin } from "../twin/design.ts";

export const conductor: Lesson = {
  name: "conductor",
  title: "One service knows all the steps",
  questions: [67, 69, 83, 88],
  ground: "company",
  hook: `An order stands still, and four teams look into four logs. So a conductor takes over: it commands, waits for replies, and one file of it
says what follows what. On Friday evening it is away for ten minutes.`,
  predictions: [
    {
      ask: "Ten customers order within ten minutes in which the conductor is away: how many orders reach the kitchen meanwhile? The choreography has no conductor (OFF), its twin has one (ON).",
      measure: "reachKitchen",
      unit: "orders",
      off: [10, 10],
      on: [0, 0],
    },
    {
      ask: "How many messages does a delivered order take? Events alone (OFF), commands, replies and reports of a conductor (ON).",
      measure: "messages",
      unit: "messages",
      off: [8, 8],
      on: [19, 19],
    },
    {
      ask: "A new step comes between cooking and picking up: how many of the existing services must learn of it?",
      measure: "changed",
      unit: "services",
      off: [2, 2],
      on: [1, 1],
    },
  ],
  async experiment({ side, seed }) {
    const design = side === "off" ? choreography : twin;
    const { messages, deliveries, waitingMs } = await deliver(design, seed);
    const { changed, deciders } = rulesOf(design);
    const reachKitchen = await reachKitchenOf(design, seed);
    return {
      reachKitchen,
      messages,
      deliveries,
      waitingMs,
      changed: changed.length,
      deciders: deciders.length,
    };
  },
  watch: [
    "Nothing is lost while the conductor is away: all ten orders are delivered afterwards.",
    "Workers finish what they were told. Only the next step waits.",
    "`npm run compare` shows all figures: also latency, lines of code, and where one looks.",
  ],
  because: { file: "lessons/twin/conductor/steps.ts", name: "next: cookOrder," },
  explain: `In a choreography each service has a rule of its own, and the process is the sum. With a conductor the process is a table in one place:
after this reply, that command. So it can be read, changed and asked by one owner, and a silent worker is noticed. The price is one
place that all depend on, and more messages, because each step goes there and back. The conductor must be as durable as the process:
its progress, its next command and its deadline are one commit. Real systems mix both: here notifications still listens to events,
because no step waits for it.`,
  wrong: [
    {
      answer: "Choreography is more modern.",
      why: "Both are old. The question is who must know the whole: with many dependent steps and one who answers for them, a conductor is simpler.",
    },
    {
      answer: "With an orchestrator there are no races.",
      why: "It orders decisions, not messages. A compensation can overtake its command, so the twin's workers keep their tombstones.",
    },
    {
      answer: "The orchestrator is a single point of failure, so orders are lost.",
      why: "It is a point where all wait. Its state is in a database and its mail in a queue: several instances share both, and nothing is lost.",
    },
  ],
  followUps: [
    {
      ask: "The conductor dies right after it sent the command to cook. What then?",
      answer:
        "It sends from the outbox, after one commit with its progress. The relay of another instance sends the command again under the same id, and the kitchen deduplicates.",
      level: "senior",
      lesson: "outbox",
    },
    {
      ask: "Who may change the process?",
      answer:
        "The conductor's owner alone, in one deployment. Processes that are under way must survive it: facts are kept, and the next command is derived from them.",
      level: "middle",
    },
    {
      ask: "When would you still choose a choreography?",
      answer:
        "When consumers come and go and nobody waits for them, or when no team may know all parts: analytics, notifications, loyalty.",
      level: "middle",
      lesson: "newcomer",
    },
  ],
  limits:
    "Both companies are ours, with one conductor instance that is killed on purpose. An engine such as Camunda or Temporal brings the durable process ready-made.",
};
