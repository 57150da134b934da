import { choreography } from "#stage/company/design.ts";
import type { Lesson } from "../lesson.ts";
import { countedFiguresOf } from "../twin/comparison/figures.ts";
import { twin } from "../twin/design.ts";

export const conductor: Lesson = {
  name: "conductor",
  title: "One service knows all the steps",
  questions: [67, 69, 83, 88],
  ground: "company",
  hook: `An order stands still, and four teams search four logs. So a conductor takes over: it sends commands
and waits for replies, and one file lists the steps in order. On Friday evening it is down for ten minutes.`,
  compares: "OFF: the choreography. ON: the orchestrated company, its twin with a conductor.",
  predictions: [
    {
      ask: "Ten customers order while the conductor is down for ten minutes: how many orders reach the kitchen meanwhile? The choreography has none (OFF), its twin has one (ON).",
      measure: "reachKitchen",
      unit: "orders",
      off: [10, 10],
      on: [0, 0],
    },
    { ask: "How many messages for one order?", measure: "messages", unit: "", off: [8, 8], on: [19, 19] },
    {
      ask: "A new step comes between cooking and pickup: how many of the existing services must know of it?",
      measure: "changed",
      unit: "services",
      off: [2, 2],
      on: [1, 1],
    },
  ],
  experiment: ({ side, seed }) => countedFiguresOf(side === "off" ? choreography : twin, seed),
  watch: [
    "No order is lost while the conductor is down: all ten are delivered afterwards.",
    "Workers finish the step they were told to do. Only the next step waits.",
    "`npm run compare` shows all figures, also latency, lines of code, and where to look.",
  ],
  because: { file: "lessons/twin/conductor/steps.ts", name: "next: cookOrder," },
  explain: `In a choreography each service has a rule of its own, and the process is their sum. With a
conductor the process is one table: after this reply, that command. One owner can read, change and query it,
and a silent worker is noticed. The price is one place that everything depends on, and more messages: each
step goes there and back. The conductor must be as durable as the process: its progress, next command and
deadline are one commit. Real systems mix both: here notifications still listens to events, because no step
waits for it.`,
  wrong: [
    {
      answer: "Choreography is more modern.",
      why: "Both are old. Where one team answers for many dependent steps, a conductor is simpler.",
    },
    {
      answer: "With an orchestrator there are no races.",
      why: "It orders decisions, not messages. A compensation can overtake its command, so the twin's workers keep tombstones.",
    },
    {
      answer: "The orchestrator is a single point of failure, so it loses orders.",
      why: "While it is down, all orders wait. Its state is in a database and its messages are in a queue, which several instances share: none is lost.",
    },
  ],
  followUps: [
    {
      ask: "The conductor dies right after it sent the command to cook. What then?",
      answer: "Its outbox has the command. Another instance sends it again, and the kitchen deduplicates.",
      level: "senior",
      lesson: "outbox",
    },
    {
      ask: "Who may change the process?",
      answer:
        "Only the conductor's owner, in one deployment. Running processes survive it: facts are stored, and the next command is derived from them.",
      level: "middle",
    },
    {
      ask: "When would you still choose a choreography?",
      answer:
        "When consumers come and go and no step waits for them, or no team may know all parts: analytics, notifications, loyalty.",
      level: "middle",
      lesson: "newcomer",
    },
  ],
  limits: "Both companies are ours. Engines such as Camunda and Temporal bring the durability ready-made.",
};
