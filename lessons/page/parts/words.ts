import type { Lesson, Side } from "../../lesson.ts";

export const sideTitles: Readonly<Record<Side, string>> = {
  off: "OFF, without the guarantee",
  on: "ON, with the guarantee",
};

/** Where a lesson is tried, in a word. */
export const groundNames: Readonly<Record<Lesson["ground"], string>> = {
  company: "on the company",
  chassis: "on the chassis",
  lab: "in a model",
  server: "on a real RabbitMQ",
  gate: "on the contracts",
};

/** The same for who reads it the first time. */
export const grounds: Readonly<Record<Lesson["ground"], string>> = {
  company: "all five services run here, on virtual time, with a broker and databases in memory",
  chassis:
    "the library below the services (inbox, outbox, broker and store in memory) runs alone, with queues of the lesson's own",
  lab: "a simulation on virtual time, for claims about load, networks and other people's systems; no service of ours runs in it",
  server: "what RabbitMQ itself does, by its version",
  gate: "the messages' schemas, and the programs that compare them before a deployment",
};

/** How a lesson or a question stands. */
export const standings = {
  near: { sign: "●", text: "taken, near guess" },
  far: { sign: "◐", text: "taken, far guess" },
  new: { sign: "○", text: "not taken" },
} as const;
