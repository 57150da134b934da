import { balance } from "../lab/load/failover.ts";
import type { Lesson } from "../lesson.ts";

export const balancerDies: Lesson = {
  name: "balancer-dies",
  title: "Who balances the balancer?",
  questions: [9, 10, 11],
  ground: "lab",
  hook: `Six instances of the API run behind one load balancer. At 20:00 its machine goes down for ten
seconds, and the API goes with it.`,
  compares:
    "OFF: a client knows one address. ON: it knows two balancers, and tries the second when the first fails.",
  predictions: [
    {
      ask: "Of 6,000 requests in a minute, how many fail?",
      measure: "failed",
      unit: "requests",
      off: [900, 1_100],
      on: [0, 0],
    },
    {
      ask: "And if a second balancer takes over the address after one second?",
      measure: "failedWithFloatingAddress",
      unit: "requests",
      off: [80, 120],
      on: [0, 0],
    },
  ],
  knobs: [
    { name: "away", about: "how long the balancer is down", unit: "s", from: 1, to: 30, step: 1, usual: 10 },
    {
      name: "takeover",
      about: "until the address has moved",
      unit: "s",
      from: 0,
      to: 10,
      step: 0.5,
      usual: 1,
    },
    { name: "ttl", about: "how long clients cache DNS", unit: "s", from: 0, to: 60, step: 5, usual: 60 },
  ],
  experiment: ({ side, seed, knobs: { away = 10, takeover = 1, ttl = 60 } }) =>
    balance(seed, { down: away, takeover, ttl, triesBoth: side === "on" }),
  watch: [
    "ON, the client knows two addresses and tries the other one. Nothing fails, but every client must do that.",
    "With two DNS records and no second try, half of the clients fail for as long as they cache the answer.",
  ],
  because: { file: "operations/compose/compose.yml", name: "gateway" },
  explain: `A balancer is one more machine that can die, and it stands in front of all others. With two of
them, clients need a way to the one that works: a floating address that the second takes over within a second
or so, anycast, or clients that try the next address themselves. Open connections break in each case, so a
client must be able to repeat its request.`,
  wrong: [
    {
      answer: "DNS with a TTL of 0.",
      why: "Resolvers and client libraries cache answers for longer than they are told.",
    },
    {
      answer: "The cloud's balancer cannot die.",
      why: "It is several machines behind a floating address or anycast. That is the point.",
    },
  ],
  followUps: [
    {
      ask: "What happens to open connections when the address moves?",
      answer:
        "They break. The client repeats its requests, which is safe only if they are idempotent or carry a key.",
      level: "middle",
    },
    {
      ask: "Anycast and TCP: what can go wrong?",
      answer:
        "A route changes in the middle of a connection. Its packets reach another site, which resets it.",
      level: "senior",
    },
  ],
  limits:
    "Requests are instant, and the second address never fails. Our demo has one gateway: it is not for production.",
};
