import type { Clock } from "#messaging/clock.ts";
import { idOf } from "#messaging/message.ts";
import type { Answer } from "#messaging/store.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { orderIdOf, placeOrder } from "#orders/place-order.ts";
import { idFor } from "#outside/payment-provider/events.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import { confirmPayment } from "#payments/confirm-payment.ts";
import { passing } from "../environment/wire.ts";
import type { PlannedOrder } from "../plan.ts";
import type { Clients } from "./clients.ts";

/** The id of the order that this planned customer places. */
export const orderIdFor = (seed: number, { id }: PlannedOrder): string => orderIdOf(keyFor(seed, id));

const keyFor = (seed: number, what: string): string => idOf(`trials/simulation/${seed}/${what}`);

/** How often a customer tries to confirm while there is nothing to confirm yet. */
const maxConfirmations = 12;

/** Cancels the order, always with the same idempotency key. */
export function cancel(
  planned: PlannedOrder,
  { seed, clients }: { readonly seed: number; readonly clients: Clients },
): Promise<Answer | undefined> {
  const orderId = orderIdFor(seed, planned);
  const about = { type: cancelOrder, subject: orderId, data: { orderId, customerId: planned.customerId } };
  return clients.send({ to: "orders", ...about, id: keyFor(seed, `cancel ${planned.id}`) });
}

/** Plays a planned customer: orders, repeats the order with the same key, cancels, confirms. Returns the answer to the order. */
export async function actAsCustomer(
  planned: PlannedOrder,
  { seed, clock, clients, provider }: { seed: number; clock: Clock; clients: Clients; provider: Provider },
): Promise<Answer | undefined> {
  const { customerId, restaurantId, items, card } = planned;
  const orderId = orderIdFor(seed, planned);
  const customer = { customerId, name: "Ada", email: `${customerId}@example.com` };
  const data = { orderId, customer, restaurantId, items, card, address: "1 Ballet Lane" };
  const places = () =>
    clients.send({ to: "orders", type: placeOrder, subject: orderId, data, id: keyFor(seed, planned.id) });

  async function placesAgain(): Promise<void> {
    if (planned.againAfterMs === undefined) return;
    await passing(clock, planned.againAfterMs);
    await places();
  }

  async function cancels(): Promise<void> {
    if (planned.cancelsAfterMs === undefined) return;
    await passing(clock, planned.cancelsAfterMs);
    await cancel(planned, { seed, clients });
  }

  async function confirms(): Promise<void> {
    if (planned.confirmsAfterMs === undefined) return;
    await passing(clock, planned.confirmsAfterMs);
    const about = { type: confirmPayment, subject: orderId, data: { orderId, customerId } };
    for (let n = 1; n <= maxConfirmations; n += 1) {
      const answer = await clients.send({
        to: "payments",
        ...about,
        id: keyFor(seed, `confirm ${planned.id} ${n}`),
      });
      if (!answer?.refusal) return;
      await passing(clock, 4_000);
    }
  }

  async function confirmsOutside(): Promise<void> {
    if (planned.confirmsOutsideAfterMs === undefined) return;
    await passing(clock, planned.confirmsOutsideAfterMs);
    await provider.confirm(idFor("ch", `charge:${orderId}`)).catch(() => {});
  }

  await passing(clock, planned.at);
  const outside = confirmsOutside();
  const answer = await places();
  if (!answer?.refusal) await Promise.all([placesAgain(), cancels(), confirms()]);
  await outside;
  return answer;
}
