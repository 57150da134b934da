import { Accounts } from "./accounts.ts";
import { cardOf } from "./cards.ts";
import type { Charge, ChargeRequest, Refund, RefundRequest } from "./charge.ts";
import { instantOf, pause } from "./clock.ts";
import { AnswerLost, ProviderUnavailable, Refused } from "./errors.ts";
import { eventOfCharge, eventOfRefund, idFor, type ProviderEvent } from "./events.ts";
import { createOnce } from "./idempotency.ts";
import { type Entry, forgetful, type Journal } from "./journal/journal.ts";
import type { LedgerLine } from "./ledger.ts";
import { canMove, type Money } from "./money.ts";
import { createAnnouncer, type WebhookOptions } from "./webhooks/webhooks.ts";

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
  /** What the ledger was made of, from a position on, counted from 0: at most `most` charges and refunds, in order. */
  entries(from: number, most: number): readonly Entry[];
  /** Events that the merchant never accepted. */
  undelivered(): readonly ProviderEvent[];
  /** Whether a charge is being made, or an event is still to be accepted. */
  isBusy(): boolean;
  /** Stops sending webhooks, and answers slow requests at once. */
  stop(): void;
}

export interface ProviderOptions extends WebhookOptions {
  /**
   * Records charges and refunds, so that they survive a restart.
   * @default nowhere
   */
  readonly journal?: Journal;
}

/** The payment provider without its HTTP API. */
export function createProvider(options: ProviderOptions): Provider {
  const { clock, journal = forgetful } = options;
  const stopping = new AbortController();
  const { announce, isSending, undelivered } = createAnnouncer({ ...options, signal: stopping.signal });
  const { chargeOnce, refundOnce } = idempotentOperations(journal);
  const accounts = new Accounts(journal);
  const attempts = new Map<string, number>();
  let charging = 0;
  const now = () => instantOf(clock);

  function save(charge: Charge): Charge {
    accounts.save({ charge });
    const event = eventOfCharge(charge, now());
    if (event) announce(event);
    return charge;
  }

  async function makeCharge({ key, orderId, amount, card }: ChargeRequest): Promise<Charge> {
    const { outcome, afterMs, unavailable } = cardOf(card);
    // Counted per order, not per key: a merchant without a stable key must get through as well.
    const attempt = (attempts.get(orderId) ?? 0) + 1;
    attempts.set(orderId, attempt);
    if (attempt <= unavailable) throw new ProviderUnavailable(`${card} is unavailable: try ${key} again`);
    charging += 1;
    if (afterMs > 0) await pause(clock, afterMs, stopping.signal);
    charging -= 1;
    return save({ id: idFor("ch", key), key, orderId, amount, card, createdAt: now(), ...outcome });
  }

  async function makeRefund(request: RefundRequest): Promise<Refund> {
    const charge = accounts.charge(request.chargeId);
    refuseRefund(charge, request, accounts.refundableCents(charge));
    const { orderId } = charge;
    const refund: Refund = {
      ...request,
      id: idFor("re", request.key),
      orderId,
      status: "succeeded",
      createdAt: now(),
    };
    accounts.save({ refund });
    announce(eventOfRefund(refund));
    return refund;
  }

  return {
    async charge(request) {
      const { card, key, orderId } = request;
      let isFirst = false;
      const charge = await chargeOnce(key, chargeParameters(request), async () => {
        const made = await makeCharge(request);
        isFirst = accounts.markCharged(orderId);
        return made;
      });
      if (isFirst && cardOf(card).losesFirstAnswer)
        throw new AnswerLost(`the first response for ${orderId} was lost: repeat ${key}`);
      return charge;
    },
    async confirm(chargeId) {
      const charge = accounts.charge(chargeId);
      if (charge.status === "succeeded") return charge;
      if (charge.status === "requires-confirmation") return save({ ...charge, status: "succeeded" });
      const why = `${chargeId} was declined (${charge.reason}): charge another card`;
      throw new Refused(409, "charge-declined", why);
    },
    refund: async ({ amount, chargeId, key }) =>
      refundOnce(key, refundParameters({ amount, chargeId }), () => makeRefund({ key, chargeId, amount })),
    find: (chargeId) => accounts.charge(chargeId),
    ledger: () => accounts.ledger(),
    entries: (from, most) => accounts.entries(from, most),
    undelivered,
    isBusy: () => charging > 0 || isSending(),
    stop: () => stopping.abort(),
  };
}

/** Charging and refunding, once per key. A key gets its first answer, whatever the charge's status is now. */
function idempotentOperations(journal: Journal) {
  const past = journal.past();
  const charges = past.flatMap((entry) => ("charge" in entry ? [entry.charge] : []));
  const refunds = past.flatMap((entry) => ("refund" in entry ? [entry.refund] : []));
  const firstCharges = new Map(charges.toReversed().map((charge) => [charge.key, charge]));
  const chargeOnce = createOnce<Charge>(
    [...firstCharges.values()].map((answer) => {
      return { key: answer.key, parameters: chargeParameters(answer), answer };
    }),
  );
  const refundOnce = createOnce<Refund>(
    refunds.map((answer) => ({ key: answer.key, parameters: refundParameters(answer), answer })),
  );
  return { chargeOnce, refundOnce };
}

function refuseRefund(charge: Charge, { amount, chargeId }: RefundRequest, refundableCents: number): void {
  if (charge.status !== "succeeded") {
    const why = `${chargeId} is ${charge.status}: there is nothing to refund`;
    throw new Refused(422, "not-charged", why);
  }
  if (amount.amount > refundableCents) {
    const why = `${amount.amount} is more than the ${refundableCents} left of ${chargeId}`;
    throw new Refused(422, "refund-too-large", why);
  }
}

/** The parameters that belong to a key: a request that repeats the key with others is refused. */
const chargeParameters = ({ orderId, amount, card }: ChargeRequest): string =>
  JSON.stringify([orderId, valid(amount), card]);

const refundParameters = ({ chargeId, amount }: Omit<RefundRequest, "key">): string =>
  JSON.stringify([chargeId, valid(amount)]);

function valid({ amount, currency }: Money): string {
  if (canMove(amount)) return `${amount} ${currency}`;
  throw new Refused(422, "invalid-request", `amount.amount is ${amount}: it must be a whole number above 0`);
}
