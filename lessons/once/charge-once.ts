import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/signature.ts";
import { onOrderPlaced } from "#payments/on-order-placed.ts";
import type { ChargeRequest } from "#payments/provider.ts";
import { showOn } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

/** Two messages about one order: the second was published again, under an id of its own, by a script that repaired something. */
const deliveries = ["m1", "m1", "m2"];

export const chargeOnce: Lesson = {
  name: "charge-once",
  title: "Two messages, one order, how many charges?",
  questions: [87],
  ground: "chassis",
  hook: `Payments recognizes a repeated message by its id. One night a script publishes old orders again, under new message ids. The database of
payments was restored from a backup, and does not know them.`,
  predictions: [
    {
      ask: "The order comes as m1, m1 again, and m2: how often is the card charged?",
      measure: "charges",
      unit: "charges",
      off: [2, 2],
      on: [1, 1],
    },
  ],
  async experiment({ side }) {
    const clock = virtualClock();
    const show = showOn(clock);
    const provider = createProvider({ clock, sign: signWith("a secret"), webhook: async () => {} });
    const orderId = idOf("the order");
    const seen = new Set<string>();
    for (const id of deliveries) {
      if (seen.has(id)) continue;
      seen.add(id);
      await clock.advance(1_000);
      const message = orderPlaced(idOf(id), orderId, clock.now());
      const outcome = onOrderPlaced({ paymentExpiryMs: 900_000 }).react({}, message, { now: message.time });
      const calls = "call" in outcome ? (outcome.call ?? []) : [];
      for (const { key, request } of calls) {
        const asked = provider.charge({
          ...(request as ChargeRequest),
          key: side === "off" ? `charge:${message.id}` : key,
        });
        await clock.advance(1_000);
        await asked;
        show(() => ({ charges: provider.ledger()[0]?.charges.length ?? 0 }));
      }
    }
    const [line] = provider.ledger();
    provider.stop();
    return { charges: line?.charges.length ?? 0 };
  },
  watch: [
    "The second m1 is recognized on both sides: same message, same id.",
    "m2 is another message about the same order. Only the key of the charge knows that.",
  ],
  because: {
    file: "payments/on-order-placed.ts",
    name: `charge.with(\`charge:\${orderId}\`,`,
    undo: `charge.with(\`charge:\${orderId}:\${now}\`,`,
  },
  explain: `A message id says: this delivery was seen. A business key says: this was done for this order. They guard against different repetitions. The
key is derived from the intent, so any message that leads to the same intent gets the same key, and the provider answers as
before. Here the intent is the one charge of an order, since a decline cancels it. Where a customer may try a second card, the
payment's id belongs into the key as well.`,
  wrong: [
    {
      answer: "The table of processed messages is enough.",
      why: "It knows message ids. A second message about the same thing has another one.",
    },
    {
      answer: "Look whether there is a payment, then charge.",
      why: "It helps until two look at once, or the table comes from a backup. The provider's key holds then, too.",
    },
  ],
  followUps: [
    {
      ask: "The first card was declined, and the customer tries a second. Which key?",
      answer:
        "Order and payment. With the order alone, the second attempt would get the stored answer: declined.",
      level: "senior",
    },
    {
      ask: "May one ask the provider first, and charge only if there is no charge?",
      answer:
        "As a repair, yes. As a rule it races: between the question and the charge another instance may charge.",
      level: "middle",
    },
  ],
  limits:
    "The reaction and the provider are ours, run one after the other; the database is missing on purpose.",
};

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
