import type { ServiceName } from "#contracts/generated/events.ts";
import { hears, services } from "#contracts/hears.ts";
import { exchangeOf, queuesOf } from "#contracts/topology.ts";
import { setShift } from "#couriers/set-shift.ts";
import { couriersOfTheHouse } from "#couriers/team.ts";
import type { Hop } from "#messaging/hops.ts";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { beginning, idOf } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/run.ts";
import { recordingSender } from "#notifications/sender.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { orderStatuses, orders } from "#orders/order.ts";
import { orderIdOf, placeOrder } from "#orders/place-order.ts";
import { idFor } from "#outside/payment-provider/events.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/signature.ts";
import { confirmPayment } from "#payments/confirm-payment.ts";
import { signatureProblem } from "#payments/signature.ts";
import { webhookMessage } from "#payments/webhook.ts";
import { changeRestaurant } from "#restaurants/change-restaurant.ts";
import { company as companyOf, type Who } from "./company.ts";
import { noFaults, withFaults } from "./faults.ts";
import { violationsOf } from "./invariants.ts";
import { providerAtHand } from "./provider.ts";
import { randomFrom } from "./random.ts";
import { createRecorder } from "./record.ts";
import { realTimes } from "./settings.ts";
import type { Stage, Story } from "./story.ts";

/** How a story went. */
export interface Verdict {
  readonly name: string;
  readonly orders: number;
  readonly events: number;
  /** Messages that arrived again after they had been handled. */
  readonly duplicates: number;
  readonly retries: number;
  readonly parked: number;
  readonly virtualMs: number;
  /** What contradicts the invariants, or the story's own claims; empty when all held. */
  readonly violations: readonly string[];
}

export interface TellOptions {
  /** What chance is drawn from. The same seed tells the same story, to the byte. */
  readonly seed: number;
  /** Sees every hop of the story, but not how the company got ready for it. */
  readonly onHop?: (hop: Hop) => void;
  /** Puts something more between the instances and their ports: a guarantee switched off. */
  readonly decorate?: (ports: Ports, who: Who) => Ports;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const webhookSecret = "between the provider and us";

/** Tells a story on the embedded adapters and on virtual time, and checks every invariant when it has come to rest. */
export async function tell(story: Story, options: TellOptions): Promise<Verdict> {
  const { seed, onHop, decorate = (ports) => ports } = options;
  const clock = virtualClock();
  const random = randomFrom(seed);
  const recorder = createRecorder((hop) => hasBegun && onHop?.(hop));
  const faults = noFaults();
  const failedClaims: string[] = [];
  const poisoned: Partial<Record<ServiceName, number>> = {};
  let count = 0;
  let hasBegun = false;

  const secrets = [webhookSecret];
  const provider = createProvider({
    clock,
    sign: signWith(webhookSecret),
    async webhook({ body: text, signature }) {
      const body = new TextEncoder().encode(text);
      const problem = signatureProblem({ header: signature, body, secrets, now: clock.now() });
      if (problem) throw new Error(problem);
      const message = webhookMessage(body, instant(clock.now()));
      if (message) await company.reach("payments").submit(message, text);
    },
  });
  const company = await companyOf({
    clock,
    random,
    settings: realTimes,
    provider: providerAtHand(provider),
    sender: recordingSender(),
    instances: story.instances ?? 1,
    observe: recorder.observe,
    decorate: (ports, who) => {
      const kill = (dead: Who) => company.kill(dead);
      return decorate(withFaults(recorder.decorate(ports, who.service), who, faults, kill), who);
    },
  });

  /** A command as its HTTP route would hand it in; the id of what it asks for comes back. */
  async function command<Data>(
    to: ServiceName,
    type: LocalType<Data>,
    subject: string,
    data: Data,
    id = nextId(),
  ) {
    const time = instant(clock.now());
    const message = beginning({ id, type: type.type, source: `/${to}`, subject, time, data });
    const result = await company.reach(to).submit(message, JSON.stringify(data));
    if (result.kind === "handled" || result.kind === "duplicate" || result.kind === "ignored") return;
    throw new Error(`${type.type} came to nothing: ${"why" in result ? result.why : result.error.message}`);
  }

  function nextId(): string {
    count += 1;
    return idOf(`${story.name}/${seed}/${count}`);
  }

  const customers = new Map<string, string>();
  const customerOf = (orderId: string) => customers.get(orderId) ?? "";

  async function order(orderId: string) {
    const found = await company.store("orders").get(orders(orderId));
    if (!found) throw new Error(`there is no order ${orderId}`);
    return found;
  }

  function isAtRest(): boolean {
    const queues = services.flatMap((name) => [
      queuesOf(name).inbox,
      ...queuesOf(name).retry.map((tier) => tier.name),
    ]);
    if (queues.some((name) => company.broker.queue(name).ready + company.broker.queue(name).unacked > 0))
      return false;
    return services.every((name) => {
      const { outbox, timers } = company.databases[name].dump();
      return outbox.length === 0 && timers.length === 0;
    });
  }

  const stage: Stage = {
    passes: (ms) => clock.advance(ms),
    order,
    random,
    async until(orderId, status) {
      const far = orderStatuses.indexOf(status);
      await clock.runUntil(async () => {
        const { status: now } = await order(orderId);
        return status === "cancelled"
          ? now === status
          : now !== "cancelled" && orderStatuses.indexOf(now) >= far;
      });
    },
    rest: () => clock.runUntil(isAtRest, { withinMs: 2 * day }),
    claim(what, isSo) {
      if (!isSo) failedClaims.push(`the story claims that ${what}`);
    },
    customer: {
      async places(wish = {}) {
        const { restaurantId = "trattoria-sole", card = "tok_ok", customerId = "ada" } = wish;
        const { items = [{ dishId: "margherita", quantity: 1 }] } = wish;
        const id = nextId();
        const orderId = orderIdOf(id);
        customers.set(orderId, customerId);
        const customer = { customerId, name: "Ada", email: `${customerId}@example.com` };
        const asked = { orderId, customer, restaurantId, items, card, address: "1 Ballet Lane" };
        await command("orders", placeOrder, orderId, asked, id);
        return orderId;
      },
      cancels: (orderId) =>
        command("orders", cancelOrder, orderId, { orderId, customerId: customerOf(orderId) }),
      confirms: (orderId) =>
        command("payments", confirmPayment, orderId, { orderId, customerId: customerOf(orderId) }),
      async confirmsTooLate(orderId) {
        await provider.confirm(idFor("ch", `charge:${orderId}`));
      },
    },
    staff: {
      changes: (change) => command("restaurants", changeRestaurant, change.restaurantId, change),
      async sendsHome(zone, except) {
        for (const { courierId } of couriersOfTheHouse.filter(
          (one) => one.zone === zone && one.courierId !== except,
        )) {
          await command("couriers", setShift, courierId, { courierId, zone, onShift: false });
        }
      },
      calls: (courierId, zone) =>
        command("couriers", setShift, courierId, { courierId, zone, onShift: true }),
    },
    hand: {
      kills: (who) => company.kill(who),
      starts: (who) => company.start(who),
      killsBeforePublishing: ({ service, instance }) =>
        void faults.killedBeforePublishing.add(`${service}#${instance}`),
      publishesEverythingTwice() {
        faults.everyMessageTwice = true;
      },
      async poisons(body, type) {
        for (const service of services) {
          if (hears[service].some((heard) => heard === type))
            poisoned[service] = (poisoned[service] ?? 0) + 1;
        }
        const connection = company.broker.connect("a stranger");
        const bytes = new TextEncoder().encode(body);
        const publication = {
          exchange: exchangeOf(type),
          routingKey: type,
          messageId: nextId(),
          headers: {},
          body: bytes,
        };
        await connection.publish([publication]);
        await connection.close();
      },
    },
  };

  await clock.runUntil(isAtRest);
  const began = clock.now();
  hasBegun = true;
  const before = { hops: recorder.hops.length, events: recorder.events().size };
  const troubles = await attempt(async () => {
    await story.tell(stage);
    await stage.rest();
  });
  const virtualMs = clock.now() - began;
  await clock.advance(minute);
  const databases = Object.fromEntries(services.map((name) => [name, company.databases[name].dump()]));
  const evidence = {
    databases: databases as Record<ServiceName, ReturnType<(typeof company.databases)["orders"]["dump"]>>,
    broker: company.broker,
    ledger: provider.ledger(),
    commits: recorder.commits,
    events: recorder.events(),
    poisoned,
  };
  await company.stop(0);
  provider.stop();
  const told = recorder.hops.slice(before.hops);
  const hops = (kind: Hop["kind"]) => told.filter((hop) => hop.kind === kind).length;
  return {
    name: story.name,
    orders: customers.size,
    events: evidence.events.size - before.events,
    duplicates: hops("duplicate"),
    retries: hops("retried"),
    parked: hops("parked"),
    virtualMs,
    violations: [...troubles, ...failedClaims, ...violationsOf(evidence)],
  };
}

/** What a story stumbled over, if it did: then the invariants say more about why. */
async function attempt(work: () => Promise<void>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [
      `the story could not be told to its end: ${error instanceof Error ? error.message : String(error)}`,
    ];
  }
}
