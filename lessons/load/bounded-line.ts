import { arrivals, lab } from "../lab/lab.ts";
import type { Lesson } from "../lesson.ts";

const minute = 60_000;
const workMs = 10;

export const boundedLine: Lesson = {
  name: "bounded-line",
  title: "A buffer turns overload into uselessness",
  questions: [31],
  ground: "lab",
  hook: `A service can do 100 requests a second and gets 150 for a minute. Nothing is refused, every request is answered, and almost every
customer has left by then.`,
  predictions: [
    {
      ask: "Callers wait one second. How many of the 6,000 answers in a minute still find somebody?",
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
    const waiting: number[] = [];
    let busy = false;
    let useful = 0;
    let refused = 0;
    let longest = 0;
    const serve = (): void => {
      model.show(() => ({ useful, refused, waiting: waiting.length }));
      const since = busy ? undefined : waiting.shift();
      if (since === undefined) return;
      busy = true;
      model.after(workMs, () => {
        busy = false;
        if (model.now() - since <= patience * 1_000) useful += 1;
        serve();
      });
    };
    arrivals(model, offered * 60, 1_000 / offered, () => {
      if (side === "on" && waiting.length >= line) refused += 1;
      else waiting.push(model.now());
      longest = Math.max(longest, waiting.length);
      serve();
    });
    await model.run(minute);
    return { useful, refused, longest };
  },
  watch: [
    "OFF works as hard as ON: 6,000 answers. It gives them to people who have gone.",
    "With a line of 100, which takes a second to serve, more than half of the answers come too late.",
  ],
  because: { file: "messaging/running/run-service.ts", name: "maxWaiting" },
  explain: `Without a bound the line grows by 50 a second; after three seconds every request in it waits longer than its caller. All work is then
done for nobody, and memory grows until the process dies with all of it. A bound that matches the patience (one second of work)
keeps the service useful at full capacity; the rest is told at once to come back later.`,
  wrong: [
    { answer: "A bigger buffer.", why: "It makes each answer later, not more of them useful." },
    {
      answer: "Nothing should be refused.",
      why: "Half of them are lost either way. Refused at once, a client can do something else.",
    },
  ],
  followUps: [
    {
      ask: "429 or 503?",
      answer:
        "429 when this client asks for too much, 503 when the service has too much. Both with Retry-After.",
      level: "middle",
    },
    {
      ask: "First in, first out, or last in?",
      answer:
        "Under overload last in, first out serves people who still wait. The oldest is the likeliest to have left.",
      level: "senior",
    },
  ],
  limits: "Callers do not retry. If they do, they come back into the same overload: retry-storm.",
};
