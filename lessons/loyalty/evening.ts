import { services } from "#contracts/hears.ts";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { recordingSender } from "#notifications/sender.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { orderIdOf, placeOrder } from "#orders/place-order.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/signature.ts";
import { company } from "#stage/company/company.ts";
import { embeddedProvider } from "#stage/company/embedded-provider.ts";
import { randomFrom } from "#stage/company/random.ts";
import { realTimes } from "#stage/company/settings.ts";
import { joinLoyalty } from "./loyalty.ts";

/** What is left of an evening: all five databases as text, and the points of two orders. */
export interface Evening {
  readonly databases: string;
  readonly pointsFor: { readonly delivered: number; readonly cancelled: number };
}

const hour = 60 * 60_000;

/** Two customers order two pizzas each; one of them thinks better of it. With or without a loyalty service that listens. */
export async function spend({ loyalty }: { readonly loyalty: boolean }): Promise<Evening> {
  const clock = virtualClock();
  const provider = createProvider({ clock, sign: signWith("nobody listens"), webhook: async () => {} });
  const house = await company({
    clock,
    random: randomFrom(1),
    settings: realTimes,
    provider: embeddedProvider(provider),
    sender: recordingSender(),
  });
  const newcomer = loyalty ? await joinLoyalty(house.broker) : undefined;
  await clock.advance(1_000);

  const delivered = await order("delivered");
  const cancelled = await order("cancelled");
  await clock.advance(5 * 60_000);
  await say(cancelOrder.type, "cancel", cancelled, { orderId: cancelled, customerId: "ada" });
  await clock.advance(2 * hour);

  const databases = JSON.stringify(services.map((name) => house.databases[name].dump()));
  const points = (orderId: string) => newcomer?.pointsFor(orderId) ?? 0;
  const pointsFor = { delivered: points(delivered), cancelled: points(cancelled) };
  await newcomer?.leave();
  const stopped = house.stop(0);
  await clock.advance(1);
  await stopped;
  provider.stop();
  return { databases, pointsFor };

  async function order(name: string): Promise<string> {
    const orderId = orderIdOf(idOf(name));
    await say(placeOrder.type, name, orderId, {
      orderId,
      customer: { customerId: "ada", name: "Ada", email: "ada@example.com" },
      restaurantId: "trattoria-sole",
      items: [{ dishId: "margherita", quantity: 2 }],
      card: "tok_ok",
      address: "1 Ballet Lane",
    });
    return orderId;
  }

  async function say(type: string, name: string, subject: string, data: object): Promise<void> {
    const time = instant(clock.now());
    const message = beginning({ id: idOf(name), type, source: "/orders", subject, time, data });
    const answer = house.reach("orders").submit(message, JSON.stringify(data));
    await clock.advance(100);
    const { kind } = await answer;
    if (kind !== "handled") throw new Error(`${type} was ${kind}`);
  }
}
