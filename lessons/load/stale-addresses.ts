import { failsAtMs, failuresOf } from "../lab/load/registry.ts";
import type { Lesson } from "../lesson.ts";

export const staleAddresses: Lesson = {
  name: "stale-addresses",
  title: "The registry says it is alive",
  questions: [11, 28, 32, 33],
  ground: "lab",
  hook: `Three instances register themselves and renew a lease of 30 seconds. One is killed, and the registry
hands out its address until the lease expires. The next week one hangs, but the thread that renews its lease
does not.`,
  compares: "OFF: callers trust the registry. ON: they also drop an address after five failures in a row.",
  predictions: [
    {
      ask: "An instance is killed in a minute with 6,000 requests: how many fail?",
      measure: "failedAfterDeath",
      unit: "requests",
      off: [850, 1_150],
      on: [0, 0],
    },
    {
      ask: "An instance hangs for 40 s of that minute, but renews its lease: how many fail?",
      measure: "failedWhileHanging",
      unit: "requests",
      off: [1_150, 1_500],
      on: [0, 15],
    },
  ],
  knobs: [
    { name: "lease", about: "how long a registration lasts", unit: "s", from: 1, to: 40, step: 1, usual: 30 },
    { name: "ejectAfter", about: "failures in a row, ON", unit: "", from: 1, to: 10, step: 1, usual: 5 },
  ],
  async experiment({ side, seed, knobs: { lease = 30, ejectAfter } }) {
    const callers = { ejectAfter: side === "on" ? ejectAfter : undefined };
    const isLeased = (now: number): boolean => now < failsAtMs + lease * 1_000;
    return {
      failedAfterDeath: await failuresOf(seed, { ...callers, name: "failedAfterDeath", isListed: isLeased }),
      failedWhileHanging: await failuresOf(seed, {
        ...callers,
        name: "failedWhileHanging",
        isListed: () => true,
      }),
    };
  },
  watch: [
    "A third of the requests fail for as long as the address is handed out.",
    "ON, callers repeat at another instance, and leave out one that fails five times in a row.",
  ],
  because: { file: "messaging/http/operator-routes.ts", name: 'get("/readyz"' },
  explain: `A registry's answer was true when the lease was last renewed. Between a death and the end of the
lease it is wrong, and for an instance that hangs but renews it is wrong forever. So a caller must cope with a
failing call: it repeats at another instance, and leaves out one that keeps failing (a passive check). An
honest readiness endpoint, polled by the platform, reveals what the renewing thread hides.`,
  wrong: [
    {
      answer: "Consul knows which instances are alive.",
      why: "It knows which ones renewed. A hanging process with a living thread renews.",
    },
    {
      answer: "A shorter lease.",
      why: "A garbage collection longer than the lease then removes a healthy instance.",
    },
  ],
  followUps: [
    {
      ask: "Should the liveness check ask the database?",
      answer:
        "No. When the database is down, every instance would restart at once, and a restart heals nothing.",
      level: "middle",
    },
    {
      ask: "How does it look with a queue instead of addresses?",
      answer:
        "An instance that takes no messages gets none. Its broker connection is the registration; redelivery is the retry.",
      level: "senior",
      lesson: "second-consumer",
    },
  ],
  limits: "Callers share what they learn about an instance here. In reality each has to find out for itself.",
};
