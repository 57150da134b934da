import type { ServiceName } from "#contracts/generated/events.ts";
import type { Principal } from "#messaging/http/request/auth.ts";
import { milliseconds } from "#messaging/instant.ts";
import type { Message } from "#messaging/message.ts";
import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";
import type { OrderStatus } from "#orders/status.ts";
import type { Deed, Entry } from "../narrative/entry.ts";
import { createLog, type NarrativeLog } from "../narrative/log.ts";
import { hasComeTo } from "../stories/progress.ts";
import type { Story, Venue } from "../stories/story.ts";
import { type Client, client } from "./client.ts";
import type { Deployment } from "./deployment.ts";
import { noFaultControls } from "./no-fault-controls.ts";
import { observeDeployment } from "./observer.ts";
import { remotePeople } from "./people.ts";
import { storyEvents } from "./story-events.ts";
import { ledgerOf, violationsOf } from "./violations.ts";

export interface RemoteOptions {
  readonly deployment: Deployment;
  /** Takes what people do, and each event that is published. Default: a new one. */
  readonly log?: NarrativeLog;
}

const minute = 60_000;
const pollMs = 150;
/** How much longer than its nominal duration a step may take: a server may be restarting. */
const patienceMs = 120_000;

/** A venue at a deployment: customers and staff use its HTTP APIs, and a passive observer consumes its events. */
export async function remote(story: Story, { deployment, log = createLog() }: RemoteOptions): Promise<Venue> {
  if (story.needsFaultInjection)
    throw new Error(`${story.name} needs fault injection, which only the embedded company offers`);
  const { minuteMs } = deployment;
  const act = (who: string, did: Deed) => log.append({ at: Date.now(), kind: "person", who, did });
  const http = client(deployment);
  const runId = crypto.randomUUID().slice(0, 8);
  const events = storyEvents((message) => log.append(publishedBy(message)));
  const { customer, staff, orders, customerOf } = remotePeople(http, deployment, runId, events.follow, act);
  const observer = await observeDeployment(deployment, events.receive);
  const before = await observer.queues();
  const began = Date.now();
  const realMs = (ms: number) => Math.ceil((ms / minute) * minuteMs);
  const longestMs = realMs(120 * minute) + patienceMs;
  const { order, notifiedOf } = views(http, customerOf);

  /** @param notified the orders whose notifications are checked */
  async function findViolations(notified: readonly string[]): Promise<readonly string[]> {
    const histories = await Promise.all(orders().map(order));
    const { parked, underWay } = await observer.queues();
    return violationsOf({
      orders: histories,
      ledger: await ledgerOf(deployment),
      notified: new Map(await Promise.all(notified.map(async (id) => [id, await notifiedOf(id)] as const))),
      underWay,
      parked: parked - before.parked,
    });
  }

  /** Whether no violation is left. The notifications are checked only once everything else holds. */
  const isAtRest = async () =>
    (await findViolations([])).length === 0 && (await findViolations(orders())).length === 0;

  return {
    stage: {
      customer,
      staff,
      faults: notAvailable,
      order,
      random: Math.random,
      passes: (ms) => sleep(realMs(ms)),
      until: (orderId: string, status: OrderStatus) =>
        eventually(`order ${orderId} should be ${status}`, longestMs, async () =>
          hasComeTo(status, (await order(orderId)).status),
        ),
      happens: (orderId, what) =>
        eventually(`${what} of order ${orderId}`, longestMs, async () =>
          (await order(orderId)).history.some((fact) => fact.what === what),
        ),
      rest: () =>
        eventually("the company should come to rest", longestMs, () => isAtRest().catch(() => false)).catch(
          () => {},
        ),
    },
    async end() {
      const tookMs = Date.now() - began;
      const violations = await findViolations(orders());
      const { parked } = await observer.queues();
      await observer.close();
      return {
        orders: orders().length,
        ...events.counts(),
        retries: undefined,
        parked: parked - before.parked,
        tookMs,
        violations,
      };
    },
  };
}

/** An event, as seen from outside: when it was published, and by whom. */
const publishedBy = (message: Message): Entry => ({
  at: milliseconds(message.time),
  kind: "published",
  service: message.source.slice(1) as ServiceName,
  instance: 1,
  message,
  again: false,
});

/** What a customer's GET requests show of an order. */
function views(http: Client, customerOf: (orderId: string) => Principal) {
  return {
    async order(orderId: string): Promise<Order> {
      const { body } = await http.ask(customerOf(orderId), "GET", `/orders/${orderId}`);
      return body as Order;
    },
    /** The event types that an order's customer was notified of; empty until notifications knows the order. */
    async notifiedOf(orderId: string): Promise<readonly string[]> {
      const path = `/notifications?orderId=${orderId}`;
      const asking = http.ask(customerOf(orderId), "GET", path).catch((error: Error) => {
        if (error.message.includes(": 404 ")) return { body: { notifications: [] } };
        throw error;
      });
      const { notifications } = (await asking).body as Pick<NotificationLog, "notifications">;
      return notifications.map(({ type }) => type);
    },
  };
}

async function eventually(what: string, withinMs: number, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${what}: not true after ${withinMs / 1_000} s`);
    await sleep(pollMs);
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const notAvailable = noFaultControls(
  "fault injection works only in the embedded company: run this story without --url",
);
