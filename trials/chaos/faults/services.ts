import type { Chance } from "#trials/simulation/chance.ts";
import { whyNoClocks } from "../clocks.ts";
import type { Arena } from "../company-under-test.ts";
import { type Fault, once, seconds, someOf } from "../fault.ts";
import { type Instance, nameOf } from "../network.ts";
import type { Moment } from "../wire-watch.ts";

/** Longer than the lease of a call or a timer, which is 30 s, and than two heartbeats. */
const longerThanLeases = 32;

/** What happens to the processes of services. */
export const faultsOfServices: readonly Fault[] = [
  {
    name: "kill-service",
    about:
      "SIGKILL of up to all instances, each at a commit, a publication, an acknowledgement or any time; and again",
    meets: "services",
    perRound: 2,
    wanted: 46,
    async strike(arena, draw) {
      const kills: Kill[] = [];
      for (let volleys = draw.whole(1, 3); volleys > 0; volleys -= 1)
        kills.push(...(await volley(arena, draw)));
      return {
        times: kills.length,
        endedAt: Math.max(...kills.map(({ at }) => at)),
        what: kills.map(({ what }) => what).join(", "),
      };
    },
  },
  {
    name: "pause-service",
    about: `SIGSTOP of one to four instances for ${longerThanLeases} s, which is longer than every lease`,
    meets: "services",
    perRound: 2,
    wanted: 20,
    async strike({ company, ...arena }, draw) {
      const paused = someOf(arena, draw, 4);
      for (const { number, service } of paused) company.signal(service, number, "SIGSTOP");
      await seconds(longerThanLeases);
      for (const { number, service } of paused) company.signal(service, number, "SIGCONT");
      return { times: paused.length, endedAt: Date.now(), what: paused.map(nameOf).join(", ") };
    },
  },
  {
    name: "clock-behind",
    about:
      "the clocks of one to four instances jump back by five minutes, and are set right some seconds later",
    meets: "services",
    perRound: 4,
    wanted: 20,
    needsClocks: true,
    whyNot: () => whyNoClocks,
    async strike({ clocks, ...arena }, draw) {
      const late = someOf(arena, draw, 4);
      for (const instance of late) clocks.set(instance, -fiveMinutes);
      await seconds(draw.whole(3, 8));
      for (const instance of late) clocks.set(instance, 0);
      // It looks at its new time once a second.
      await seconds(1);
      return { times: late.length, endedAt: Date.now(), what: late.map(nameOf).join(", ") };
    },
  },
  {
    name: "clock-ahead",
    about:
      "the clock of an instance jumps ahead by five minutes, and stays there until the company is at rest",
    meets: "services",
    perRound: 3,
    wanted: 50,
    needsClocks: true,
    whyNot: () => whyNoClocks,
    async strike({ clocks, instances }, draw) {
      const early = draw.one(instances);
      clocks.set(early, fiveMinutes);
      await seconds(1);
      return once(nameOf(early));
    },
  },
];

const fiveMinutes = 300;

interface Kill {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly what: string;
}

function volley(arena: Arena, draw: Chance): Promise<readonly Kill[]> {
  return Promise.all(
    someOf(arena, draw, arena.instances.length).map(async (one) => {
      await seconds(draw.whole(0, 2));
      return killAndStart(arena, draw, one);
    }),
  );
}

/** Starts it again at once, as whoever looks after processes would. */
async function killAndStart({ company, network }: Arena, draw: Chance, instance: Instance): Promise<Kill> {
  const { number, service } = instance;
  const moment = draw.one<Moment | "whenever">(["publish", "acknowledge", "commit", "whenever"]);
  const cut = draw.one(["before", "after"] as const);
  const kill = () => {
    company.signal(service, number, "SIGKILL");
    return cut;
  };
  const met = moment !== "whenever" && (await network.at(moment, instance, kill, 3_000));
  await company.kill(service, number);
  const at = Date.now();
  await company.start(service, number);
  return { at, what: met ? `${nameOf(instance)} ${cut} ${moment}` : nameOf(instance) };
}
