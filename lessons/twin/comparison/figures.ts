import type { Hop } from "#messaging/instance/hops.ts";
import type { Dump } from "#messaging/memory/store.ts";
import type { FactName } from "#orders/fact.ts";
import type { Design } from "#stage/company/design.ts";
import { embedded } from "#stage/company/embedded.ts";
import { runStory, runStoryIn } from "#stage/narrative/run-story.ts";
import { delivered } from "#stage/stories/delivered.ts";
import type { Measured } from "../../lesson.ts";
import { tenOrders } from "./ten-orders.ts";

/** The measurements of a company that are compared. */
export interface Figures {
  /** Events and commands for one delivered order. */
  readonly messages: number;
  /** How often a service receives one of them. */
  readonly deliveries: number;
  /** How long the kitchen waits for the order, and the food for its courier, in milliseconds: messages and calls under way. */
  readonly waitingMs: number;
  /** The services that react to other services' reports: each holds a rule of the process. */
  readonly deciders: readonly string[];
  /** The services that would have to learn of a new step between cooking and picking up. */
  readonly changed: readonly string[];
  /** The services with a document that knows every step of a delivered order. */
  readonly whole: readonly string[];
  /** Of ten new orders, how many reach the kitchen while the conductor is down; without a conductor, all services are up. */
  readonly reachKitchen: number;
}

const seeds = [1, 2, 3, 4, 5];

export async function figuresOf(design: Design): Promise<Figures> {
  const runs = [];
  for (const seed of seeds) runs.push(await deliver(design, seed));
  const [first] = runs;
  if (!first) throw new Error("a comparison needs a seed");
  const waitingMs = Math.round(runs.reduce((sum, run) => sum + run.waitingMs, 0) / runs.length);
  const { deliveries, messages, whole } = first;
  const reachKitchen = await reachKitchenOf(design, 1);
  return { messages, deliveries, waitingMs, ...rulesOf(design), whole, reachKitchen };
}

/** The figures of one seed, in numbers. */
export async function countedFiguresOf(design: Design, seed: number): Promise<Measured> {
  const { messages, deliveries, waitingMs } = await deliver(design, seed);
  const { changed, deciders } = rulesOf(design);
  const reachKitchen = await reachKitchenOf(design, seed);
  const rules = { changed: changed.length, deciders: deciders.length };
  return { reachKitchen, messages, deliveries, waitingMs, ...rules };
}

/** One order, delivered. */
async function deliver(design: Design, seed: number) {
  const hops: Hop[] = [];
  const venue = await embedded(delivered, { seed, design, onHop: (hop) => hops.push(hop) });
  const { events: messages } = await runStoryIn(venue, delivered);
  const handled = (type: string) =>
    timeOf(hops, (hop) => hop.kind === "handled" && hop.message.type === type);
  const pickedUp = timeOf(
    hops,
    (hop) => hop.kind === "handled" && publishes(hop, "couriers.order-picked-up.v1"),
  );
  const forKitchen = handled("restaurants.check-order") - handled("orders.place-order");
  const forCourier = pickedUp - handled("restaurants.cooking-done");
  return {
    messages,
    deliveries: hops.filter(({ kind }) => kind === "received").length,
    waitingMs: forKitchen + forCourier,
    whole: Object.entries(venue.company.databases).flatMap(([service, database]) =>
      knowsEveryStep(database.dump()) ? [service] : [],
    ),
  };
}

const publishes = ({ did }: Extract<Hop, { kind: "handled" }>, type: string): boolean =>
  did.published.some((event) => event.type === type);

function timeOf(hops: readonly Hop[], which: (hop: Hop) => boolean): number {
  const hop = hops.find(which);
  if (!hop) throw new Error("the order was not delivered");
  return hop.at;
}

const everyStep: readonly FactName[] = [
  ...(["order-placed", "payment-succeeded", "order-confirmed", "courier-assigned"] as const),
  ...(["order-ready", "order-picked-up", "order-delivered"] as const),
];

/** Whether a service has a document that names every step. */
const knowsEveryStep = ({ documents }: Dump): boolean =>
  Object.values(documents)
    .flatMap((all) => Object.values(all))
    .map((stored) => JSON.stringify(stored))
    .some((text) => everyStep.every((what) => text.includes(`"${what}"`)));

/** The twin's workers execute commands, and hold no rule of the process. Notifications and menus are not steps of it. */
function rulesOf({ contracts: { hears }, services }: Design): Pick<Figures, "deciders" | "changed"> {
  const involved = services.filter((service) => service !== "notifications");
  const reactsTo = (service: string, which: (type: string) => boolean) => (hears[service] ?? []).some(which);
  const isReport = (type: string) => !type.startsWith("conductor.") && type !== "restaurants.menu-changed.v1";
  return {
    deciders: involved.filter((service) => reactsTo(service, isReport)),
    changed: involved.filter((service) => reactsTo(service, (type) => type === "restaurants.order-ready.v1")),
  };
}

/** Ten customers order within ten minutes; the conductor, if there is one, is down. */
async function reachKitchenOf(design: Design, seed: number): Promise<number> {
  const story = tenOrders(design.services.find((service) => service === "conductor"));
  let until = Number.POSITIVE_INFINITY;
  let reached = 0;
  const { violations } = await runStory(story, {
    seed,
    design,
    onHop(hop) {
      until = Math.min(until, hop.at + story.duringMs);
      if (hop.kind === "handled" && hop.message.type === "restaurants.check-order" && hop.at < until)
        reached += 1;
    },
  });
  if (violations.length > 0) throw new Error(violations.join("; "));
  return reached;
}
