import { type Lab, lab } from "../lab/lab.ts";
import { showAfter } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const tickMs = 100;
const seconds = 600;
const capacity = 100;
const offered = 240;
const instances = 3;

export const restartStorm: Lesson = {
  name: "restart-storm",
  title: "Whoever comes up first is drowned",
  questions: [15],
  ground: "lab",
  hook: `All three instances of B restart within ten seconds. The first one up gets the traffic of all three, fails its health check, and is
removed; so is the next one. An hour later B has not served a request.`,
  predictions: [
    {
      ask: "How often does the balancer remove an instance within ten minutes?",
      measure: "removed",
      unit: "times",
      off: [100, 500],
      on: [0, 0],
    },
    {
      ask: "Which share of the requests is served?",
      measure: "served",
      unit: "%",
      off: [0, 10],
      on: [90, 100],
    },
  ],
  knobs: [
    { name: "offered", about: "requests", unit: "/s", from: 50, to: 290, step: 10, usual: offered },
    {
      name: "jitter",
      about: "over which clients spread their retries, ON",
      unit: "s",
      from: 0,
      to: 60,
      step: 1,
      usual: 30,
    },
  ],
  async experiment({ side, seed, knobs: { offered: perSecond = offered, jitter = 30 } }) {
    const storm = createStorm(lab(seed), side === "off", jitter);
    for (let tick = 0; tick < (seconds * 1_000) / tickMs; tick += 1) {
      storm.step(tick, (perSecond * tickMs) / 1_000);
      showAfter(tick * tickMs, () => ({ removed: storm.removed(), requestsServed: storm.served() }));
    }
    return {
      removed: storm.removed(),
      served: Math.min(100, (100 * storm.served()) / (perSecond * seconds)),
    };
  },
  watch: [
    "OFF, an instance works as hard as it can, on requests whose clients have retried already.",
    "ON, an instance takes what it can do and refuses the rest at once. It stays healthy while it is full.",
  ],
  because: { file: "messaging/http/app.ts", name: "healthz" },
  explain: `An instance that accepts everything answers too late, counts as sick, and is removed with all that it had; the rest gets its load.
The way out: turn away what cannot be done, at once, so that a full instance stays healthy; separate "not ready" from "not
alive", so that fullness restarts nobody; let clients back off with jitter; let the balancer ignore its checks when most fail.`,
  wrong: [
    { answer: "More instances.", why: "They come up one after the other, and each is drowned in turn." },
    { answer: "A longer health check.", why: "It removes them later, with a longer line." },
  ],
  followUps: [
    {
      ask: "What is panic mode?",
      answer:
        "When most instances look sick, the balancer distrusts the check and sends to all: some answers beat none.",
      level: "senior",
    },
    {
      ask: "How would a queue change it?",
      answer:
        "B takes what it can, from the first second. Nobody is drowned, and the backlog is served late.",
      level: "middle",
      lesson: "backlog",
    },
  ],
  limits:
    "A model in steps of 100 ms, with one kind of request and a check that fails after a second of overload.",
};

interface Instance {
  up: boolean;
  backAt: number;
  waiting: number;
  overloadedFor: number;
}

/** Three instances behind a balancer, step by step. */
function createStorm(model: Lab, acceptsEverything: boolean, jitterS: number) {
  const all: Instance[] = Array.from({ length: instances }, (_, i) => ({
    up: false,
    backAt: i * 5_000,
    waiting: 0,
    overloadedFor: 0,
  }));
  const retries = new Map<number, number>();
  const canDo = (capacity * tickMs) / 1_000;
  const tooMany = 2 * capacity;
  let removed = 0;
  let served = 0;

  const later = (tick: number, many: number): void => {
    if (many > 0) retries.set(tick, (retries.get(tick) ?? 0) + many);
  };

  function retry(tick: number, failed: number): void {
    if (acceptsEverything) later(tick + 2, failed);
    else {
      for (let part = 0; part < 10; part += 1) {
        later(tick + 10 + model.pick(Math.max(1, (jitterS * 1_000) / tickMs)), failed / 10);
      }
    }
  }

  /** Takes everything, answers late, and is removed for it. Answers how many failed. */
  function drown(one: Instance, arriving: number, now: number): number {
    one.waiting += arriving;
    const done = Math.min(one.waiting, canDo);
    one.waiting -= done;
    const isLate = one.waiting > tooMany;
    one.overloadedFor = isLate ? one.overloadedFor + tickMs : 0;
    if (!isLate) served += done;
    if (one.overloadedFor <= 1_000) return isLate ? done : 0;
    const lost = one.waiting;
    Object.assign(one, { up: false, backAt: now + 5_000, waiting: 0, overloadedFor: 0 });
    removed += 1;
    return done + lost;
  }

  return {
    removed: () => removed,
    served: () => served,
    step(tick: number, fresh: number): void {
      const now = tick * tickMs;
      const arriving = fresh + (retries.get(tick) ?? 0);
      retries.delete(tick);
      for (const one of all) if (!one.up && now >= one.backAt) one.up = true;
      const up = all.filter((one) => one.up);
      if (up.length === 0) {
        retry(tick, arriving);
        return;
      }
      const share = arriving / up.length;
      let failed = 0;
      for (const one of up) {
        if (acceptsEverything) failed += drown(one, share, now);
        else {
          served += Math.min(share, canDo);
          failed += Math.max(0, share - canDo);
        }
      }
      retry(tick, failed);
    },
  };
}
