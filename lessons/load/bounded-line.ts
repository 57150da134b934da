import { arrivals, lab } from "../lab/lab.ts";
import { station } from "../lab/load/station.ts";
import type { Lesson } from "../lesson.ts";

const workMs = 10;

export const boundedLine: Lesson = {
  name: "bounded-line",
  title: "Every request answered, almost every customer gone",
  questions: [31],
  ground: "lab",
  hook: `A service can handle 100 requests a second and gets 150 for a minute. It refuses none and answers
them all, but almost every customer has left by then.`,
  compares:
    "OFF: any number of requests may wait. ON: at most 20 wait, and the service refuses the others at once.",
  predictions: [
    {
      ask: "Callers wait for one second. Of the 6,000 answers in a minute, how many still reach a caller?",
      measure: "useful",
      unit: "answers",
      off: [100, 1_000],
      on: [5_700, 6_000],
    },
  ],
  knobs: [
    { name: "offered", about: "requests", unit: "/s", from: 50, to: 300, step: 10, usual: 150 },
    { name: "line", about: "the most that may wait, ON", unit: "", from: 1, to: 200, step: 1, usual: 20 },
    { name: "patience", about: "how long a caller waits", unit: "s", from: 0.1, to: 10, step: 0.1, usual: 1 },
  ],
  async experiment({ side, seed, knobs: { offered = 150, line = 20, patience = 1 } }) {
    const model = lab(seed);
    const service = station(model);
    const waiting = (): number => Math.max(0, service.load() - 1);
    const seen = { useful: 0, refused: 0, longest: 0 };
    const answered = (tookMs: number): void => {
      if (tookMs <= patience * 1_000) seen.useful += 1;
      model.show(() => ({ useful: seen.useful }));
    };
    arrivals(model, offered * 60, 1_000 / offered, () => {
      if (side === "on" && waiting() >= line) seen.refused += 1;
      else service.join(workMs, answered);
      seen.longest = Math.max(seen.longest, waiting());
      model.show(() => ({ refused: seen.refused, waiting: waiting() }));
    });
    await model.run(60_000);
    return seen;
  },
  watch: [
    "OFF works as hard as ON: 6,000 answers. Most of them go to callers who have left.",
    "With a line of 100, which takes a second to serve, more than half of the answers come too late.",
  ],
  because: { file: "messaging/running/run-service.ts", name: "maxWaiting" },
  explain: `Without a bound the line grows by 50 requests a second. After three seconds, every request in it
waits longer than its caller does. From then on all work is wasted, and memory grows until the process dies. A
bound that matches the callers' patience (one second of work) keeps the service useful at full capacity. The
other callers are told at once to come back later.`,
  wrong: [
    { answer: "A bigger buffer.", why: "It makes every answer later, and no more of them useful." },
    {
      answer: "The service should refuse nothing.",
      why: "A third of the requests is lost either way. A client that is refused at once can do something else.",
    },
  ],
  followUps: [
    {
      ask: "429 or 503?",
      answer:
        "429 when this client asks for too much, 503 when the service has too much to do. Both with Retry-After.",
      level: "middle",
    },
    {
      ask: "First in, first out, or last in, first out?",
      answer:
        "Under overload, last in, first out serves callers who still wait. The oldest has most likely left.",
      level: "senior",
    },
  ],
  limits: "Callers do not retry. If they did, they would add to the overload: retry-storm.",
};
