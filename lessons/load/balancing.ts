import { arrivals, lab } from "../lab/lab.ts";
import { percentile, type Station, station } from "../lab/load/station.ts";
import type { Lesson } from "../lesson.ts";

const requests = 20_000;
const workMs = 10;

export const balancing: Lesson = {
  name: "balancing",
  title: "Taking turns is not balancing",
  questions: [7, 8],
  ground: "lab",
  hook: `Four instances run behind a round-robin balancer. Since yesterday's migration one of them runs at
half speed. The median looks fine; one request in a hundred takes twenty seconds.`,
  compares:
    "OFF: the instances take turns. ON: each request goes to the instance with the fewest requests in progress.",
  predictions: [
    {
      ask: "What is the 99th percentile of the response time?",
      measure: "p99",
      unit: "ms",
      off: [2_000, 60_000],
      on: [40, 500],
    },
  ],
  knobs: [
    { name: "speed", about: "of the slow instance", unit: "%", from: 10, to: 100, step: 5, usual: 50 },
    { name: "load", about: "in instances kept busy", unit: "", from: 1, to: 3.4, step: 0.1, usual: 2.6 },
  ],
  async experiment({ side, seed, knobs: { speed = 50, load = 2.6 } }) {
    const model = lab(seed);
    const instances = [1, 1, 1, speed / 100].map((of) => station(model, of));
    const tookMs: number[] = [];
    const least = (): Station | undefined =>
      instances.reduce((best, one) => (one.load() < best.load() ? one : best));
    arrivals(model, requests, workMs / load, (n) => {
      const chosen = side === "off" ? instances[n % instances.length] : least();
      chosen?.join(model.exponential(workMs), (ms) => {
        tookMs.push(ms);
        model.show(() => ({ waiting: instances.reduce((sum, one) => sum + one.load(), 0) }));
      });
    });
    await model.runToRest();
    return { p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99) };
  },
  watch: [
    "The median hardly differs: three requests in four never meet the slow instance.",
    "With the slow instance at 100 % both sides are alike.",
  ],
  because: { file: "operations/nginx/nginx.conf", name: "proxy_next_upstream" },
  explain: `Round robin sends the slow instance as much as the others: 65 % of a full instance's work, and it
can do 50 %. Its queue grows forever, and one request in four joins it. Least connections sees the queue and
sends the request elsewhere. The better of two random instances is nearly as good, and needs no view of them
all.`,
  wrong: [
    { answer: "Round robin is fair.", why: "Only if all requests are equal, and all instances too." },
    {
      answer: "The health check removes it.",
      why: "The instance is healthy. It is only too slow for its share.",
    },
  ],
  followUps: [
    {
      ask: "Why two random choices, and not simply the least loaded instance?",
      answer:
        "Several balancers with stale views would all choose the same instance. Random choices spread the load.",
      level: "senior",
    },
    {
      ask: "What do sticky sessions do to this?",
      answer: "They undo it: a client stays with its slow instance. Keep no session in the service.",
      level: "middle",
    },
  ],
  limits:
    "Service times are exponential, the balancer sees loads at once, and no instance fails. Our gateway uses DNS round robin.",
};
