import type { NotificationLog } from "#notifications/notification.ts";
import type { Order, OrderStatus } from "#orders/order.ts";
import type { ObservedEvent } from "../narrative/timeline.ts";
import { hasComeTo } from "../stories/progress.ts";
import type { FaultControls, Story, Venue } from "../stories/story.ts";
import { client } from "./client.ts";
import type { Deployment } from "./deployment.ts";
import { listen } from "./listener.ts";
import { remotePeople } from "./people.ts";
import { ledgerOf, violationsOf } from "./violations.ts";

export interface RemoteOptions {
  readonly deployment: Deployment;
  /** Called for every event published to the exchanges. */
  readonly onEvent?: (event: ObservedEvent) => void;
}

const minute = 60_000;
const pollMs = 150;
/** How much longer than its nominal duration a step may take: a server may be restarting. */
const patienceMs = 120_000;

/** A venue at a deployment: customers and staff use its HTTP APIs, and a passive observer consumes its events. */
export async function remote(story: Story, { deployment, onEvent }: RemoteOptions): Promise<Venue> {
  if (story.needsFaultInjection)
    throw new Error(`${story.name} needs fault injection, which only the embedded company offers`);
  const { minuteMs } = deployment;
  const http = client(deployment);
  const tale = crypto.randomUUID().slice(0, 8);
  const { customer, staff, orders, customerOf } = remotePeople(http, deployment, tale, know);
  const seen = new Map<string, ObservedEvent>();
  const ofThisStory = new Set<string>();
  const early: ObservedEvent[] = [];
  let duplicates = 0;
  const listener = await listen(deployment, (event) => {
    if (ofThisStory.has(event.subject)) note(event);
    else early.push(event);
    if (early.length > 10_000) early.shift();
  });

  function note(event: ObservedEvent): void {
    if (seen.has(event.id)) {
      duplicates += 1;
      return;
    }
    seen.set(event.id, event);
    onEvent?.(event);
  }

  /** Reports the events of an order that arrived before its HTTP response. */
  function know(orderId: string): void {
    ofThisStory.add(orderId);
    for (const event of early.filter(({ subject }) => subject === orderId)) note(event);
  }

  const before = await listener.queues();
  const began = Date.now();
  const inReal = (ms: number) => Math.ceil((ms / minute) * minuteMs);

  async function order(orderId: string): Promise<Order> {
    const { body } = await http.ask(customerOf(orderId), "GET", `/orders/${orderId}`);
    return body as Order;
  }

  /** The event types that an order's customer was notified of; empty until notifications knows the order. */
  async function toldOf(orderId: string): Promise<readonly string[]> {
    const path = `/notifications?orderId=${orderId}`;
    const asking = http.ask(customerOf(orderId), "GET", path).catch((error: Error) => {
      if (error.message.includes(": 404 ")) return { body: { notifications: [] } };
      throw error;
    });
    const { notifications } = (await asking).body as Pick<NotificationLog, "notifications">;
    return notifications.map(({ type }) => type);
  }

  async function eventually(what: string, withinMs: number, isSo: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!(await isSo())) {
      if (Date.now() > deadline) throw new Error(`${what}: not true after ${withinMs / 1_000} s`);
      await sleep(pollMs);
    }
  }

  /** Whether no violation is left. The notifications are checked only once everything else holds. */
  async function isAtRest(): Promise<boolean> {
    return (await findViolations([])).length === 0 && (await findViolations(orders())).length === 0;
  }

  /** @param told the orders whose notifications are checked */
  async function findViolations(told: readonly string[]): Promise<readonly string[]> {
    const histories = await Promise.all(orders().map(order));
    const { parked, underWay } = await listener.queues();
    return violationsOf({
      orders: histories,
      ledger: await ledgerOf(deployment),
      told: new Map(await Promise.all(told.map(async (id) => [id, await toldOf(id)] as const))),
      underWay,
      parked: parked - before.parked,
    });
  }

  return {
    stage: {
      customer,
      staff,
      faults: notAvailable,
      order,
      random: Math.random,
      passes: (ms) => sleep(inReal(ms)),
      until: (orderId: string, status: OrderStatus) =>
        eventually(`order ${orderId} should be ${status}`, inReal(120 * minute) + patienceMs, async () =>
          hasComeTo(status, (await order(orderId)).status),
        ),
      happens: (orderId, what) =>
        eventually(`${what} of order ${orderId}`, inReal(120 * minute) + patienceMs, async () =>
          (await order(orderId)).history.some((fact) => fact.what === what),
        ),
      rest: () =>
        eventually("the company should come to rest", inReal(120 * minute) + patienceMs, () =>
          isAtRest().catch(() => false),
        ).catch(() => {}),
    },
    async end() {
      const tookMs = Date.now() - began;
      const violations = await findViolations(orders());
      const { parked } = await listener.queues();
      await listener.close();
      return {
        orders: orders().length,
        events: seen.size,
        duplicates,
        retries: 0,
        parked: parked - before.parked,
        virtualMs: tookMs,
        violations,
      };
    },
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const unavailable = (): never => {
  throw new Error("fault injection works only in the embedded company: run this story without --url");
};

const notAvailable: FaultControls = {
  kill: unavailable,
  start: unavailable,
  killBeforePublishing: unavailable,
  killBeforeCommitting: unavailable,
  publishEverythingTwice: unavailable,
  stopBroker: unavailable,
  startBroker: unavailable,
  poison: unavailable,
};
