import type { Chance } from "#trials/simulation/chance.ts";
import type { Arena } from "../company-under-test.ts";
import { type Fault, once, type Struck, seconds, someOf } from "../fault.ts";
import { type Instance, nameOf, type Server } from "../network.ts";
import type { Moment } from "../wire-watch.ts";

/** What happens between a service and its servers. */
export const faultsOfConnections: readonly Fault[] = [
  closing("publish", "a publication"),
  closing("commit", "a commit"),
  closing("acknowledge", "an acknowledgement"),
  {
    name: "close-at-setup",
    about: "a connection to the broker is reset, and then one to four times more while it is set up again",
    meets: "network",
    perRound: 10,
    wanted: 50,
    async strike(arena, draw) {
      const instance = draw.one(arena.instances);
      const { of, proxy } = arena.network.proxyTo("broker", instance);
      let times = proxy.reset(of) > 0 ? 1 : 0;
      for (let left = draw.whole(1, 4); left > 0; left -= 1) {
        if (await arena.network.at("setup", instance, () => draw.one(["before", "after"] as const), 6_000))
          times += 1;
      }
      return { times, endedAt: Date.now(), what: nameOf(instance) };
    },
  },
  {
    name: "connections-closed",
    about: "the broker closes all connections",
    meets: "broker",
    perRound: 8,
    wanted: 50,
    async strike({ rabbitmq }) {
      await rabbitmq.closeConnections();
      return once("all");
    },
  },
  {
    name: "reset",
    about: "TCP resets of all connections of one to four instances to the broker or the database",
    meets: "network",
    perRound: 10,
    wanted: 30,
    strike: (arena, draw) =>
      toSome(arena, draw, async (server, instance) => {
        const { of, proxy } = arena.network.proxyTo(server, instance);
        return proxy.reset(of);
      }),
  },
  {
    name: "black-hole",
    about:
      "nothing passes between an instance and the broker, or a service and the database, for 4, 12 or 25 s",
    meets: "network",
    perRound: 4,
    wanted: 24,
    async strike(arena, draw) {
      const lasts = draw.one([4, 4, 12, 25]);
      return toSome(arena, draw, async (server, instance) => {
        const { of, proxy } = arena.network.proxyTo(server, instance);
        proxy.dig(of);
        await seconds(lasts);
        proxy.fill(of);
        return 1;
      });
    },
  },
  {
    name: "half-open",
    about:
      "the server's end of a connection is gone, and the client is never told: it has to notice by itself",
    meets: "network",
    perRound: 3,
    wanted: 21,
    strike: (arena, draw) =>
      toSome(arena, draw, async (server, instance) => {
        const { of, proxy } = arena.network.proxyTo(server, instance);
        return proxy.abandon(of) > 0 ? 1 : 0;
      }),
  },
];

function closing(moment: Moment, at: string): Fault {
  return {
    name: `close-at-${moment}`,
    about: `the connections of up to all instances are reset at ${at}: before it arrives, or before it is answered`,
    meets: "network",
    perRound: 12,
    wanted: 36,
    async strike(arena, draw) {
      const cuts = await Promise.all(
        someOf(arena, draw, arena.instances.length).map(async (instance) => {
          const cut = draw.one(["before", "after"] as const);
          const met = await arena.network.at(moment, instance, () => cut, 5_000);
          return met ? [`${nameOf(instance)} ${cut}`] : [];
        }),
      );
      return { times: cuts.flat().length, endedAt: Date.now(), what: cuts.flat().join(", ") };
    },
  };
}

/** Does it to some instances at once, each on its way to one of the servers. */
async function toSome(
  arena: Arena,
  draw: Chance,
  work: (server: Server, instance: Instance) => Promise<number>,
): Promise<Struck> {
  const met = someOf(arena, draw, 4).map((instance) => ({
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
