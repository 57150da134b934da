import { setTimeout as sleep } from "node:timers/promises";
import { services } from "#contracts/hears.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { watchHops } from "#stage/watcher/watch-hops.ts";
import { progressLine } from "#tooling/terminal/progress-line.ts";
import { type Fleet, startFleet, totalOf } from "./fleet.ts";
import { killChildren } from "./processes/child.ts";
import { startServers } from "./servers.ts";
import { median } from "./statistics.ts";

/**
 * What `WATCH` costs the services: their CPU time per order at a steady rate, with and without it, in turns. Both halves of a pair are
 * measured in the same processes, one right after the other, and the order changes from pair to pair.
 */
const perSecond = 100;
const pairs = 8;
const seconds = 8;
const deliveriesPerOrder = 18;

const say = progressLine();
const servers = await startServers();
let watched = 0;

const rates: number[] = [];

/** The services' CPU time in milliseconds per order. */
async function measure(fleet: Fleet, on: boolean): Promise<number> {
  for (const name of services) await fleet.children[name].ask("watch", { on });
  await sleep(2_000);
  const before = totalOf(await fleet.counts());
  await sleep(seconds * 1_000);
  const after = totalOf(await fleet.counts());
  const orders = (after.deliveries - before.deliveries) / deliveriesPerOrder;
  rates.push(orders / seconds);
  return (after.cpuMs - before.cpuMs) / orders;
}

try {
  const { freshBroker } = servers;
  let url = "";
  const fleet = await startFleet(
    {
      ...servers,
      async freshBroker() {
        url = await freshBroker();
        return url;
      },
    },
    { company: "watching", file: "service-process.ts" },
  );
  const watcher = watchHops({
    url,
    clock: systemClock(),
    onBatch({ hops }) {
      watched += hops.length;
    },
  });
  await fleet.children.orders.ask("pace", { perSecond });
  await sleep(10_000);
  const ratios: number[] = [];
  const [off, on]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    say(`pair ${pair + 1} of ${pairs}`);
    const isOnFirst = pair % 2 === 1;
    const first = await measure(fleet, isOnFirst);
    const second = await measure(fleet, !isOnFirst);
    const [without, with_] = isOnFirst ? [second, first] : [first, second];
    off.push(without);
    on.push(with_);
    ratios.push(with_ / without);
  }
  await fleet.children.orders.ask("pace", { perSecond: 0 });
  say("done", "\n");
  const list = ratios.map((ratio) => ratio.toFixed(3)).join(", ");
  console.log(`CPU ms per order of the five services at ${median(rates).toFixed(0)} of ${perSecond} orders/s, medians of ${pairs} pairs:
  off ${median(off).toFixed(2)}, on ${median(on).toFixed(2)}; on/off ${median(ratios).toFixed(3)} (${list})
  ${watched} hops were watched`);
  await watcher.close();
  await fleet.end();
} finally {
  killChildren();
  await servers.remove();
}
