import { lab } from "../lab/lab.ts";
import type { Lesson } from "../lesson.ts";

const requests = 6_000;
const everyMs = 10;

export const balancerDies: Lesson = {
  name: "balancer-dies",
  title: "Who balances the balancer",
  questions: [9, 10, 11],
  ground: "lab",
  hook: `Six instances of the API, and one balancer before them. At 20:00 its machine is gone for ten seconds, and so is the API.`,
  predictions: [
    {
      ask: "Of 6,000 requests in a minute, how many fail?",
      measure: "failed",
      unit: "requests",
      off: [900, 1_100],
      on: [0, 0],
    },
    {
      ask: "And if a second balancer takes over the address after a second?",
      measure: "failedWithFloatingAddress",
      unit: "requests",
      off: [80, 120],
      on: [0, 0],
    },
  ],
  knobs: [
    {
      name: "away",
      about: "how long the first balancer is away",
      unit: "s",
      from: 1,
      to: 30,
      step: 1,
      usual: 10,
    },
    {
      name: "takeover",
      about: "until the address has moved",
      unit: "s",
      from: 0,
      to: 10,
      step: 0.5,
      usual: 1,
    },
    {
      name: "ttl",
      about: "how long clients keep what DNS said",
      unit: "s",
      from: 0,
      to: 60,
      step: 5,
      usual: 60,
    },
  ],
  async experiment({ side, seed, knobs: { away = 10, takeover = 1, ttl = 60 } }) {
    const model = lab(seed);
    const diesAt = 20_000;
    const isAway = (): boolean => model.now() >= diesAt && model.now() < diesAt + away * 1_000;
    const hasMoved = (): boolean => model.now() >= diesAt + takeover * 1_000;
    let failed = 0;
    let floating = 0;
    let dns = 0;
    for (let n = 0; n < requests; n += 1) {
      model.after(n * everyMs, () => {
        model.show(() => ({ failed, failedWithFloatingAddress: floating, failedWithCachedDns: dns }));
        if (!isAway()) return;
        // Half of the clients hold the address of the one that died, until they ask DNS again.
        if (n % 2 === 0 && model.now() < diesAt + ttl * 1_000) dns += 1;
        if (side === "on") return;
        failed += 1;
        if (!hasMoved()) floating += 1;
      });
    }
    await model.runToRest();
    return { failed, failedWithFloatingAddress: floating, failedWithCachedDns: dns };
  },
  watch: [
    "ON, the client knows two addresses and tries the other one: nothing fails, but each client must do that.",
    "Two DNS records without a second try: half of the clients fail for as long as they keep the answer.",
  ],
  because: { file: "operations/compose/compose.yml", name: "gateway" },
  explain: `A balancer is one more thing that can die, before everything else. Two of them need a rule by which clients find the living one: a
floating address that the second takes over (the network hides the change, after a second or so), anycast, or clients that try
the next address by themselves. Open connections break in each case, so a client must be able to repeat its request.`,
  wrong: [
    {
      answer: "DNS with a TTL of 0.",
      why: "Resolvers and client libraries keep answers longer than they are told.",
    },
    {
      answer: "The cloud's balancer cannot die.",
      why: "It is several machines behind a floating address or anycast. That is the point.",
    },
  ],
  followUps: [
    {
      ask: "What happens to connections that are open when the address moves?",
      answer:
        "They break. The client repeats what was under way, safely only if it is idempotent or carries a key.",
      level: "middle",
    },
    {
      ask: "Anycast and TCP: what can go wrong?",
      answer: "A route change in the middle of a connection sends packets to another site, which resets it.",
      level: "senior",
    },
  ],
  limits:
    "Requests are instant, and the second address is never away. Our demo has one gateway: it is not for production.",
};
