import { services } from "#contracts/hears.ts";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { recordingSender } from "#notifications/sender.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import type { Order } from "#orders/order.ts";
import { orderIdOf, placeOrder } from "#orders/place-order.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { company } from "#stage/company/company.ts";
import { embeddedProvider } from "#stage/company/provider/embedded.ts";
import { randomFrom } from "#stage/company/random.ts";
import { realTimes } from "#stage/company/settings.ts";
import { joinLoyalty } from "./loyalty.ts";

/** The result of an evening: all five databases as text, and the points of two orders. */
export interface Evening {
  readonly databases: string;
  readonly pointsFor: { readonly delivered: number; readonly cancelled: number };
}

const hour = 60 * 60_000;

/** Two orders of two pizzas, one of them cancelled; with or without the loyalty service. */
export async function spend({ loyalty }: { readonly loyalty: boolean }): Promise<Evening> {
  const { running, clock, order, submit, close } = await openEvening(1);
  const loyaltyService = loyalty ? await joinLoyalty(running.broker) : undefined;
  await clock.advance(1_000);

  const delivered = await order("delivered");
  const cancelled = await order("cancelled");
  await clock.advance(5 * 60_000);
  await submit(cancelOrder.type, "cancel", cancelled, { orderId: cancelled, customerId: "ada" });
  await clock.advance(2 * hour);

  const databases = JSON.stringify(services.map((name) => running.databases[name].dump()));
  const points = (orderId: string) => loyaltyService?.pointsFor(orderId) ?? 0;
  const pointsFor = { delivered: points(delivered), cancelled: points(cancelled) };
  await loyaltyService?.leave();
  await close();
  return { databases, pointsFor };
}

/** The result of a crowded evening: how many orders were never delivered, and how many points the customers have. */
export interface CrowdedEvening {
  readonly notDelivered: number;
  readonly points: number;
}

/** Places this many orders; loyalty consumes the given queue, by default its own. */
export async function serve(orders: number, seed: number, queue?: string): Promise<CrowdedEvening> {
  const { running, clock, order, close } = await openEvening(seed);
  const loyalty = await joinLoyalty(running.broker, queue);
  const ids: string[] = [];
  for (let n = 1; n <= orders; n += 1) ids.push(await order(`order ${n} of ${seed}`));
  await clock.advance(2 * hour);
  const documents = Object.values(running.databases.orders.dump().documents.orders ?? {});
  const delivered = documents.filter(({ document }) => (document as Order).status === "delivered");
  const points = ids.reduce((sum, orderId) => sum + loyalty.pointsFor(orderId), 0);
  await loyalty.leave();
  await close();
  return { notDelivered: orders - delivered.length, points };
}

/** A company whose restaurants are open. */
export async function openEvening(seed: number) {
  const clock = virtualClock();
  const provider = createProvider({ clock, sign: signWith("unused secret"), webhook: async () => {} });
  const running = await company({
    clock,
    random: randomFrom(seed),
    settings: realTimes,
    provider: embeddedProvider(provider),
    sender: recordingSender(),
  });
  return { running, clock, order, submit, close };

  async function close(): Promise<void> {
    const stopped = running.stop(0);
    await clock.advance(1);
    await stopped;
    provider.stop();
  }

  async function order(name: string): Promise<string> {
    const orderId = orderIdOf(idOf(name));
    await submit(placeOrder.type, name, orderId, {
      orderId,
      customer: { customerId: "ada", name: "Ada", email: "ada@example.com" },
      restaurantId: "trattoria-sole",
      items: [{ dishId: "margherita", quantity: 2 }],
      card: "tok_ok",
      address: "1 Ballet Lane",
    });
    return orderId;
  }

  async function submit(type: string, name: string, subject: string, data: object): Promise<void> {
    const time = instant(clock.now());
    const message = beginning({ id: idOf(name), type, source: "/orders", subject, time, data });
    const answer = running.reach("orders").submit(message, JSON.stringify(data));
    await clock.advance(100);
    const { kind } = await answer;
    if (kind !== "handled") throw new Error(`${type} was ${kind}`);
  }
}
