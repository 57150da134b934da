import type { Chance } from "#trials/simulation/chance.ts";
import { clocksUnavailable } from "../clocks.ts";
import type { CompanyUnderTest } from "../company-under-test.ts";
import { type ChaosFault, once, seconds, someOf } from "../fault.ts";
import { type Instance, nameOf } from "../network/network.ts";
import type { Moment } from "../network/wire-watch.ts";

/** Longer than the lease of a call or a timer, which is 30 s, and than two heartbeats. */
const longerThanLeases = 32;

/** Faults of the services' processes. */
export const faultsOfServices: readonly ChaosFault[] = [
  {
    name: "kill-service",
    about:
      "SIGKILL of up to all instances, each at a commit, publication, acknowledgement or any time; repeatedly",
    target: "services",
    perRound: 2,
    strikesInLongRun: 46,
    async strike(underTest, draw) {
      const kills: Kill[] = [];
      for (let volleys = draw.whole(1, 3); volleys > 0; volleys -= 1)
        kills.push(...(await volley(underTest, draw)));
      return {
        times: kills.length,
        endedAt: Math.max(...kills.map(({ at }) => at)),
        what: kills.map(({ what }) => what).join(", "),
      };
    },
  },
  {
    name: "pause-service",
    about: `SIGSTOP of one to four instances for ${longerThanLeases} s, longer than every lease`,
    target: "services",
    perRound: 2,
    strikesInLongRun: 20,
    async strike({ company, ...underTest }, draw) {
      const paused = someOf(underTest, draw, 4);
      for (const { number, service } of paused) company.signal(service, number, "SIGSTOP");
      await seconds(longerThanLeases);
      for (const { number, service } of paused) company.signal(service, number, "SIGCONT");
      return { times: paused.length, endedAt: Date.now(), what: paused.map(nameOf).join(", ") };
    },
  },
  {
    name: "clock-behind",
    about:
      "set the clocks of one to four instances back by five minutes, and correct them some seconds later",
    target: "services",
    perRound: 4,
    strikesInLongRun: 20,
    needsClocks: true,
    skipReason: () => clocksUnavailable,
    async strike({ clocks, ...underTest }, draw) {
      const late = someOf(underTest, draw, 4);
      for (const instance of late) clocks.set(instance, -fiveMinutes);
      await seconds(draw.whole(3, 8));
      for (const instance of late) clocks.set(instance, 0);
      // libfaketime reads the offset once a second.
      await seconds(1);
      return { times: late.length, endedAt: Date.now(), what: late.map(nameOf).join(", ") };
    },
  },
  {
    name: "clock-ahead",
    about: "set the clock of an instance ahead by five minutes, until the company is at rest",
    target: "services",
    perRound: 3,
    strikesInLongRun: 50,
    needsClocks: true,
    skipReason: () => clocksUnavailable,
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

function volley(underTest: CompanyUnderTest, draw: Chance): Promise<readonly Kill[]> {
  return Promise.all(
    someOf(underTest, draw, underTest.instances.length).map(async (one) => {
      await seconds(draw.whole(0, 2));
      return killAndStart(underTest, draw, one);
    }),
  );
}

/** Kills an instance and restarts it at once, as a process supervisor does. */
async function killAndStart(
  { company, network }: CompanyUnderTest,
  draw: Chance,
  instance: Instance,
): Promise<Kill> {
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
