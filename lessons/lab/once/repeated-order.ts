import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { onOrderPlaced } from "#payments/on-order-placed.ts";
import type { ChargeRequest } from "#payments/provider.ts";
import { showOn } from "../recording.ts";

/**
 * Payments gets the events of one order under these message ids, without a database. Returns how often our
 * provider charges the card. @param keyOf the idempotency key, from the message's id and the key that payments chose
 */
export async function chargesFor(
  messageIds: readonly string[],
  keyOf: (messageId: string, chosen: string) => string,
): Promise<number> {
  const clock = virtualClock();
  const show = showOn(clock);
  const provider = createProvider({ clock, sign: signWith("a secret"), webhook: async () => {} });
  const charges = (): number => provider.ledger()[0]?.charges.length ?? 0;
  const orderId = idOf("the order");
  for (const name of new Set(messageIds)) {
    await clock.advance(1_000);
    const message = orderPlaced(idOf(name), orderId, clock.now());
    const outcome = onOrderPlaced({ paymentExpiryMs: 900_000 }).react({}, message, { now: message.time });
    for (const { key, request } of "call" in outcome ? (outcome.call ?? []) : []) {
      const asked = provider.charge({ ...(request as ChargeRequest), key: keyOf(message.id, key) });
      await clock.advance(1_000);
      await asked;
      show(() => ({ charges: charges() }));
    }
  }
  provider.stop();
  return charges();
}

function orderPlaced(id: string, orderId: string, now: number) {
  const data = {
    orderId,
    customer: { customerId: "ada", name: "Ada", email: "ada@example.com" },
    total: { amount: 950, currency: "EUR" as const },
    card: "tok_ok",
  };
  const about = { source: "/orders", subject: orderId, time: instant(now) };
  return beginning({ id, type: "orders.order-placed.v1", ...about, data });
}
