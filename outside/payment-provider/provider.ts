import { pause } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import { cardOf } from "./cards.ts";
import type { Charge, ChargeRequest, Refund, RefundRequest } from "./charge.ts";
import { AnswerLost, ProviderUnavailable, Refused } from "./errors.ts";
import { eventOfCharge, eventOfRefund, idFor, type ProviderEvent } from "./events.ts";
import { createOnce } from "./idempotency.ts";
import { forgetful, type Journal } from "./journal.ts";
import { type LedgerLine, ledgerOf } from "./ledger.ts";
import { canMove, type Money } from "./money.ts";
import { createAnnouncer, type WebhookOptions } from "./webhooks.ts";

/**
 * A payment provider. All operations may throw `Refused` (permanent); `charge` may also throw
 * `ProviderUnavailable` or `AnswerLost` (retry with the same key).
 */
export interface Provider {
  /** Charges a card. The same key always gets the same answer; `find` returns the current status. */
  charge(request: ChargeRequest): Promise<Charge>;
  /** The customer passes 3-D Secure: the charge succeeds, however late. Confirming again changes nothing. */
  confirm(chargeId: string): Promise<Charge>;
  /** Refunds a charge, in full or in parts, but never more than was charged. */
  refund(request: RefundRequest): Promise<Refund>;
  /** The current status of a charge. */
  find(chargeId: string): Charge;
  ledger(): readonly LedgerLine[];
  /** Events that the merchant never accepted. */
  undelivered(): readonly ProviderEvent[];
  /** Stops sending webhooks, and answers slow requests at once. */
  stop(): void;
}

export interface ProviderOptions extends WebhookOptions {
  /** Where charges and refunds are recorded so that they survive a restart. Default: nowhere. */
  readonly journal?: Journal;
}

/** The payment provider without its HTTP API. */
export function createProvider(options: ProviderOptions): Provider {
  const { clock, journal = forgetful } = options;
  const stopping = new AbortController();
  const { announce, undelivered } = createAnnouncer({ ...options, signal: stopping.signal });
  const past = journal.past();
  const charges = new Map<string, Charge>();
  const refunds: Refund[] = [];
  const givenBack = new Map<string, number>();
  const tries = new Map<string, number>();
  const charged = new Set<string>();
  // A key always gets its first answer, whatever the charge's status is now.
  const firstSaid = new Map(past.charges.toReversed().map((charge) => [charge.key, charge]));
  const chargeOnce = createOnce<Charge>(
    [...firstSaid.values()].map((answer) => ({ key: answer.key, asked: askedOf(answer), answer })),
  );
  const refundOnce = createOnce<Refund>(
    past.refunds.map((answer) => ({ key: answer.key, asked: askedBackOf(answer), answer })),
  );
  const now = () => instant(clock.now());

  function find(chargeId: string): Charge {
    const charge = charges.get(chargeId);
    if (!charge) throw new Refused(404, "unknown-charge", `there is no charge ${chargeId}`);
    return charge;
  }

  for (const charge of past.charges) {
    charges.set(charge.id, charge);
    charged.add(charge.orderId);
  }
  for (const refund of past.refunds) note(refund);

  function note(refund: Refund): void {
    const { amount, chargeId } = refund;
    refunds.push(refund);
    givenBack.set(chargeId, (givenBack.get(chargeId) ?? 0) + amount.amount);
  }

  function keep(charge: Charge): Charge {
    journal.write({ charge });
    charges.set(charge.id, charge);
    const event = eventOfCharge(charge, now());
    if (event) announce(event);
    return charge;
  }

  async function makeCharge({ key, orderId, amount, card }: ChargeRequest): Promise<Charge> {
    const { verdict, afterMs, unavailable } = cardOf(card);
    // Counted per order, not per key: a merchant without a stable key must get through as well.
    const attempt = (tries.get(orderId) ?? 0) + 1;
    tries.set(orderId, attempt);
    if (attempt <= unavailable) throw new ProviderUnavailable(`${card} is unavailable: try ${key} again`);
    if (afterMs > 0) await pause(clock, afterMs, stopping.signal);
    return keep({ id: idFor("ch", key), key, orderId, amount, card, createdAt: now(), ...verdict });
  }

  async function makeRefund({ key, chargeId, amount }: RefundRequest): Promise<Refund> {
    const charge = find(chargeId);
    if (charge.status !== "succeeded") {
      throw new Refused(422, "not-charged", `${chargeId} is ${charge.status}: there is nothing to give back`);
    }
    const rest = charge.amount.amount - (givenBack.get(chargeId) ?? 0);
    if (amount.amount > rest) {
      throw new Refused(
        422,
        "refund-too-large",
        `${amount.amount} is more than the ${rest} left of ${chargeId}`,
      );
    }
    const { orderId } = charge;
    const id = idFor("re", key);
    const refund: Refund = { id, key, chargeId, orderId, amount, status: "succeeded", createdAt: now() };
    journal.write({ refund });
    note(refund);
    announce(eventOfRefund(refund));
    return refund;
  }

  return {
    async charge(request) {
      const { card, key, orderId } = request;
      let isFirst = false;
      const charge = await chargeOnce(key, askedOf(request), async () => {
        const made = await makeCharge(request);
        isFirst = !charged.has(orderId);
        charged.add(orderId);
        return made;
      });
      if (isFirst && cardOf(card).losesFirstAnswer)
        throw new AnswerLost(`the first answer about ${orderId} got lost: ask for ${key} again`);
      return charge;
    },
    async confirm(chargeId) {
      const charge = find(chargeId);
      if (charge.status === "succeeded") return charge;
      if (charge.status === "requires-confirmation") return keep({ ...charge, status: "succeeded" });
      throw new Refused(
        409,
        "charge-declined",
        `${chargeId} was declined (${charge.reason}): charge another card`,
      );
    },
    async refund(request) {
      return refundOnce(request.key, askedBackOf(request), () => makeRefund(request));
    },
    find,
    ledger: () => ledgerOf(charges.values(), refunds),
    undelivered,
    stop: () => stopping.abort(),
  };
}

/** The parameters of a key's first request; the same key with others is refused. */
const askedOf = ({ orderId, amount, card }: ChargeRequest): string =>
  JSON.stringify([orderId, movable(amount), card]);

const askedBackOf = ({ chargeId, amount }: RefundRequest): string =>
  JSON.stringify([chargeId, movable(amount)]);

function movable({ amount, currency }: Money): string {
  if (canMove(amount)) return `${amount} ${currency}`;
  throw new Refused(422, "invalid-request", `amount.amount is ${amount}: it must be a whole number above 0`);
}
