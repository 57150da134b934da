import { withDeadline } from "../company/deadline.ts";
import { deafRestaurants } from "../company/deaf-restaurants.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";
import { twin } from "../twin/design.ts";

const customers = 10;
const choreographed = onCompany({ ...deafRestaurants(customers), on: withDeadline });
const orchestrated = onCompany({ ...deafRestaurants(customers), design: twin });

export const nobodyOwnsIt: Lesson = {
  name: "nobody-owns-it",
  title: "Ten orders stand still, and every light is green",
  questions: [68, 82, 83],
  ground: "company",
  hook: `A release of restaurants no longer reacts to paid orders. Ten customers order and pay. Every service
is up, every queue is empty, no error is logged.`,
  compares: "OFF: no service watches the whole. ON: late orders raise an alarm, or a conductor cancels them.",
  predictions: [
    {
      ask: "Ten orders never end: how many alarms are raised?",
      measure: "alarms",
      unit: "alarms",
      off: [0, 0],
      on: [customers, customers],
    },
    {
      ask: "How many of the ten still stand there after three hours? In the choreography (OFF), in the orchestrated company (ON).",
      measure: "standing",
      unit: "orders",
      off: [customers, customers],
      on: [0, 0],
    },
  ],
  async experiment(run) {
    const { neverEnded = Number.NaN, ...measured } = await choreographed(run);
    if (run.side === "off") return { ...measured, standing: neverEnded };
    const { log: _, ...unrecorded } = run;
    const { neverEnded: standing = Number.NaN } = await orchestrated(unrecorded);
    return { ...measured, standing };
  },
  watch: [
    "Both sides are equally broken, and each service has done its part. Only one side notices.",
    "An alarm wakes a person. The conductor has also cancelled the ten orders and refunded the customers.",
  ],
  because: {
    file: "lessons/twin/conductor/on-reply.ts",
    name: "setTimers: waiting(noted, now, patience),",
    undo: "",
  },
  explain: `In a choreography no service executes the process, so none notices that it stopped: each watches
its own part. The whole needs an owner: the service with the first and the last event sets a deadline, or an
observer follows the correlation id from beginning to end. An alarm on "started and not ended in time" finds
every gap, including those you did not think of. A conductor is such an owner: it waits for each reply with a
deadline, and knows what to undo when none comes.`,
  wrong: [
    {
      answer: "Tracing solves it.",
      why: "A trace shows what happened. Here something did not happen, and a missing span alerts no one.",
    },
    {
      answer: "Each team has alarms on errors and queues.",
      why: "There is no error, and the queues are empty.",
    },
  ],
  followUps: [
    {
      ask: "Who is paged at night?",
      answer: "The team that owns the process. The alarm names each order's last event: whose turn it was.",
      level: "senior",
    },
    {
      ask: "Would an orchestrator have noticed?",
      answer: "Yes: it waits for the reply to each step, with a timeout. That is its strongest argument.",
      level: "middle",
      lesson: "conductor",
    },
  ],
  limits: "The choreography's alarm is the lesson's own; the company ships with alerts on stuck entries.",
};
