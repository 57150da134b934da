import type { Chance } from "#trials/simulation/chance.ts";
import type { CompanyUnderTest } from "../company-under-test.ts";
import { type ChaosFault, once, type Strike, seconds, someOf } from "../fault.ts";
import { type Instance, nameOf, type Server } from "../network/network.ts";
import type { Moment } from "../network/wire-watch.ts";

/** Faults on the connections between services and servers. */
export const faultsOfConnections: readonly ChaosFault[] = [
  closing("publish", "a publication"),
  closing("commit", "a commit"),
  closing("acknowledge", "an acknowledgement"),
  {
    name: "close-at-setup",
    about: "reset a broker connection, then reset it one to four times more while it reconnects",
    target: "network",
    perRound: 10,
    strikesInLongRun: 50,
    async strike(underTest, draw) {
      const instance = draw.one(underTest.instances);
      const { of, proxy } = underTest.network.proxyTo("broker", instance);
      let times = proxy.reset(of) > 0 ? 1 : 0;
      for (let left = draw.whole(1, 4); left > 0; left -= 1) {
        if (
          await underTest.network.at("setup", instance, () => draw.one(["before", "after"] as const), 6_000)
        )
          times += 1;
      }
      return { times, endedAt: Date.now(), what: nameOf(instance) };
    },
  },
  {
    name: "connections-closed",
    about: "the broker closes all connections",
    target: "broker",
    perRound: 8,
    strikesInLongRun: 50,
    async strike({ rabbitmq }) {
      await rabbitmq.closeConnections();
      return once("all");
    },
  },
  {
    name: "reset",
    about: "TCP reset of all connections of one to four instances to the broker or the database",
    target: "network",
    perRound: 10,
    strikesInLongRun: 30,
    strike: (underTest, draw) =>
      applyToSome(underTest, draw, async (server, instance) => {
        const { of, proxy } = underTest.network.proxyTo(server, instance);
        return proxy.reset(of);
      }),
  },
  {
    name: "black-hole",
    about:
      "drop all traffic between an instance and the broker, or a service and the database, for 4, 12 or 25 s",
    target: "network",
    perRound: 4,
    strikesInLongRun: 24,
    async strike(underTest, draw) {
      const lasts = draw.one([4, 4, 12, 25]);
      return applyToSome(underTest, draw, async (server, instance) => {
        const { of, proxy } = underTest.network.proxyTo(server, instance);
        proxy.block(of);
        await seconds(lasts);
        proxy.unblock(of);
        return 1;
      });
    },
  },
  {
    name: "half-open",
    about:
      "close the server's end of a connection without telling the client, which must detect it by itself",
    target: "network",
    perRound: 3,
    strikesInLongRun: 21,
    strike: (underTest, draw) =>
      applyToSome(underTest, draw, async (server, instance) => {
        const { of, proxy } = underTest.network.proxyTo(server, instance);
        return proxy.abandon(of) > 0 ? 1 : 0;
      }),
  },
];

function closing(moment: Moment, at: string): ChaosFault {
  return {
    name: `close-at-${moment}`,
    about: `reset connections of up to all instances at ${at}: before it arrives, or before its answer`,
    target: "network",
    perRound: 12,
    strikesInLongRun: 36,
    async strike(underTest, draw) {
      const cuts = await Promise.all(
        someOf(underTest, draw, underTest.instances.length).map(async (instance) => {
          const cut = draw.one(["before", "after"] as const);
          const met = await underTest.network.at(moment, instance, () => cut, 5_000);
          return met ? [`${nameOf(instance)} ${cut}`] : [];
        }),
      );
      return { times: cuts.flat().length, endedAt: Date.now(), what: cuts.flat().join(", ") };
    },
  };
}

/** Applies a fault to some instances in parallel, each on its connection to a random server. */
async function applyToSome(
  underTest: CompanyUnderTest,
  draw: Chance,
  work: (server: Server, instance: Instance) => Promise<number>,
): Promise<Strike> {
  const met = someOf(underTest, draw, 4).map((instance) => ({
    instance,
    server: draw.one<Server>(["broker", "database"]),
  }));
  const times = await Promise.all(met.map(({ instance, server }) => work(server, instance)));
  return {
    times: times.filter((number) => number > 0).length,
    endedAt: Date.now(),
    what: met.map(({ instance, server }) => `${nameOf(instance)} to the ${server}`).join(", "),
  };
}
