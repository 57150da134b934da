import { lab } from "../lab/lab.ts";
import type { Lesson } from "../lesson.ts";

const requests = 6_000;
const everyMs = 10;

export const staleAddresses: Lesson = {
  name: "stale-addresses",
  title: "The registry says that it lives",
  questions: [11, 28, 32, 33],
  ground: "lab",
  hook: `Three instances register themselves and renew a lease of 30 seconds. One is killed, and the registry hands out its address until the
lease runs out. The next week one hangs, but its renewing thread does not.`,
  predictions: [
    {
      ask: "Killed in a minute of 6,000 requests: how many fail?",
      measure: "failedAfterDeath",
      unit: "requests",
      off: [850, 1_150],
      on: [0, 0],
    },
    {
      ask: "Hanging for 40 s of that minute, but renewing: how many fail?",
      measure: "failedWhileHanging",
      unit: "requests",
      off: [1_150, 1_500],
      on: [0, 15],
    },
  ],
  knobs: [
    { name: "lease", about: "how long a registration lasts", unit: "s", from: 1, to: 40, step: 1, usual: 30 },
    {
      name: "ejectAfter",
      about: "failures in a row until a caller leaves one out",
      unit: "",
      from: 1,
      to: 10,
      step: 1,
      usual: 5,
    },
  ],
  async experiment({ side, seed, knobs: { lease = 30, ejectAfter = 5 } }) {
    const sick = 0;
    const fallsIllAt = 20_000;
    const failures = async (name: string, isListed: (now: number) => boolean): Promise<number> => {
      const model = lab(seed);
      let failed = 0;
      let inARow = 0;
      const answers = (instance: number): boolean => instance !== sick || model.now() < fallsIllAt;
      for (let n = 0; n < requests; n += 1) {
        model.after(n * everyMs, () => {
          model.show(() => ({ [name]: failed }));
          const isLeftOut = side === "on" && inARow >= ejectAfter;
          const listed = isListed(model.now()) && !isLeftOut ? [0, 1, 2] : [1, 2];
          const chosen = listed[model.pick(listed.length)] ?? 1;
          if (answers(chosen)) return;
          inARow += 1;
          // ON, the caller repeats at another instance; the first failures only cost it time.
          if (side === "off") failed += 1;
        });
      }
      await model.runToRest();
      return failed;
    };
    return {
      failedAfterDeath: await failures("failedAfterDeath", (now) => now < fallsIllAt + lease * 1_000),
      failedWhileHanging: await failures("failedWhileHanging", () => true),
    };
  },
  watch: [
    "A third of the requests fail for as long as the address is handed out.",
    "ON, callers repeat at another instance, and leave out one that fails five times in a row.",
  ],
  because: { file: "messaging/http/app.ts", name: 'get("/readyz"' },
  explain: `What a registry answers was true when somebody last renewed it. Between a death and the end of the lease it is wrong, and an instance
that hangs but renews is wrong forever. So the call itself must be able to fail: repeat at another instance, and leave out one
that keeps failing (a passive check). An honest readiness endpoint, asked by the platform, covers what the renewing thread hides.`,
  wrong: [
    {
      answer: "Consul knows who is alive.",
      why: "It knows who renewed. A hanging process with a living thread renews.",
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
        "No. A database that is away would restart every instance at once, and restarting heals nothing.",
      level: "middle",
    },
    {
      ask: "How does it look with a queue instead of addresses?",
      answer:
        "An instance that takes no message gets none. Its broker connection is the registration, and redelivery the retry.",
      level: "senior",
      lesson: "second-consumer",
    },
  ],
  limits: "Callers share what they learn about an instance here. In truth each has to find out by itself.",
};
