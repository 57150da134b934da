import { expect } from "chai";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import { recordingSender } from "#notifications/sender.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { type CompanyOptions, company } from "../company/company.ts";
import { embeddedProvider } from "../company/provider/embedded.ts";
import { randomFrom } from "../company/random.ts";
import { realTimes } from "../company/settings.ts";
import { createLog } from "../narrative/log.ts";
import { createRecorder } from "../narrative/recorder.ts";
import { realHands } from "../page/server/real-hands.ts";

const payments = { service: "payments", instance: 1 } as const;
const address = {
  exchange: "food.events",
  routingKey: "orders.order-placed.v1",
  messageId: "m1",
  headers: {},
};
const publication = { ...address, body: new TextEncoder().encode("{}") };
const nothing = { processed: [], documents: [], outbox: [], cancelled: [], timers: [], settled: [] };
const said = {
  id: "m1",
  type: "a",
  at: instant(0),
  outcome: "handled",
  caused: [],
  answer: undefined,
} as const;

/** A company on virtual time, and the decorated ports of one of its instances. */
async function opened(wire?: (ports: Ports) => Ports, onInstance?: CompanyOptions["onInstance"]) {
  const clock = virtualClock();
  const decorated: Ports[] = [];
  const provider = createProvider({ clock, sign: () => "", webhook: async () => {} });
  const starting = company({
    clock,
    random: randomFrom(1),
    settings: realTimes,
    provider: embeddedProvider(provider),
    sender: recordingSender(),
    ...(onInstance && { onInstance }),
    ...(wire ? { wire: (ports, { service }) => (service === payments.service ? wire(ports) : ports) } : {}),
    decorate(ports, { service }) {
      if (service === payments.service) decorated.push(ports);
      return ports;
    },
  });
  await clock.advance(1_000);
  const five = await starting;
  const [inside] = decorated;
  if (!inside) throw new Error("payments was not decorated");
  return { clock, five, inside, provider };
}

const processed = ({ five }: Awaited<ReturnType<typeof opened>>) =>
  five.databases.payments.dump().processed.map(({ id }) => id);

describe("A decorator of an instance that is killed", () => {
  it("takes no second step: its first request never settles", async () => {
    const world = await opened();
    const { clock, five, inside } = world;
    const firstThenSecond = async () => {
      await inside.store.load([], []);
      await inside.store.commit({ ...nothing, processed: [said] });
    };

    void firstThenSecond();
    five.kill(payments);
    await clock.advance(60_000);

    expect(processed(world)).to.deep.equal([]);
  });

  it("makes no more requests, to any port", async () => {
    const { clock, five, inside } = await opened();
    const before = five.databases.payments.dump();
    let rang = false;
    let answered = 0;
    const counted = (asked: Promise<unknown>) => void asked.finally(() => (answered += 1)).catch(() => {});
    inside.clock.at(clock.now() + 1_000, () => (rang = true));

    five.kill(payments);
    counted(inside.store.commit({ ...nothing, processed: [said] }));
    counted(inside.store.settle(["e1"]));
    counted(inside.broker.publish([publication]));
    counted(inside.broker.consume("payments.inbox", { prefetch: 1 }, () => (answered += 1)));
    for (const { perform } of inside.performers ?? []) {
      counted(perform({}, { key: "k", signal: new AbortController().signal }));
    }
    await clock.advance(60_000);

    expect({ rang, answered }).to.deep.equal({ rang: false, answered: 0 });
    expect(five.databases.payments.dump()).to.deep.equal(before);
    expect(five.broker.queue("payments.inbox")).to.include({ ready: 0, unacked: 0 });
  });
});

describe("A request in flight when its instance is killed", () => {
  it("arrives: the database commits, although no response reaches the instance", async () => {
    const world = await opened((ports) => ({
      ...ports,
      store: {
        ...ports.store,
        async commit(change) {
          await new Promise<void>((resolve) => ports.clock.at(ports.clock.now() + 10, resolve));
          await ports.store.commit(change);
        },
      },
    }));
    const { clock, five, inside } = world;
    let heard = false;

    void inside.store.commit({ ...nothing, processed: [said] }).then(() => (heard = true));
    await clock.advance(5);
    five.kill(payments);
    await clock.advance(60_000);

    expect(processed(world)).to.deep.equal(["m1"]);
    expect(heard).to.equal(false);
  });
});

describe("An instance that is started while the broker is away", () => {
  /** What is told of payments from its second start on, and whether that start has ended. */
  async function startedWithoutBroker() {
    const told: string[] = [];
    const { clock, five, provider } = await opened(undefined, ({ service }, is) => {
      if (service === payments.service) told.push(is);
    });
    five.kill(payments);
    five.broker.stop();
    told.length = 0;
    const start = { hasEnded: false };
    void five.start(payments).then(() => {
      start.hasEnded = true;
    });
    await clock.advance(60_000);
    return { clock, five, provider, start, told };
  }

  it("has started, and is told so before it handles anything", async () => {
    const { clock, five, start, told } = await startedWithoutBroker();
    expect(told).to.deep.equal(["started"]);
    expect(start.hasEnded).to.equal(false);
    five.broker.start();
    await clock.advance(60_000);
    expect(start.hasEnded).to.equal(true);
    expect(told).to.deep.equal(["started"]);
  });

  it("is not waited for on the page, which is told at once what cannot be done", async () => {
    const { clock, five, provider } = await startedWithoutBroker();
    const { act } = realHands({
      company: () => five,
      provider,
      recorder: createRecorder(clock, () => {}),
      log: createLog(),
      off: new Set(),
      now: () => clock.now(),
      setRate() {},
    });
    const said = (what: "kill" | "start") =>
      act({ do: what, ...payments }).catch((error: Error) => error.message);
    expect(await said("kill")).to.equal(undefined);
    expect(await said("kill")).to.equal("payments#1 is not running, so nothing was killed");
    expect(await said("start")).to.equal(undefined);
    expect(await said("start")).to.equal("payments#1 is running already");
  });

  it("can be killed, and started again", async () => {
    const { clock, five, told } = await startedWithoutBroker();
    five.kill(payments);
    void five.start(payments);
    five.broker.start();
    await clock.advance(60_000);
    expect(told).to.deep.equal(["started", "killed", "started"]);
    expect(five.instances()).to.deep.include(payments);
  });
});
