import { type VirtualClock, virtualClock } from "#messaging/memory/clock.ts";
import { euros } from "../money.ts";
import { createProvider, type Provider, type ProviderOptions } from "../provider.ts";
import { signWith } from "../webhooks/signature.ts";
import type { SignedEvent } from "../webhooks/webhooks.ts";

/** The secret of these tests. */
export const secret = "whsec_0123456789abcdef";

/**
 * A merchant that lists every webhook with its time, on a virtual clock that starts at
 * 2026-01-02T18:00:00.000Z.
 */
export interface Merchant {
  readonly clock: VirtualClock;
  readonly provider: Provider;
  readonly received: readonly Received[];
}

interface Received extends SignedEvent {
  readonly at: string;
  readonly type: string;
  readonly id: string;
  readonly data: unknown;
}

/** A provider and a merchant that accepts every webhook, unless `options.webhook` rejects. */
export function merchant(options: Partial<ProviderOptions> = {}): Merchant {
  const clock = virtualClock();
  const received: Received[] = [];
  const provider = createProvider({
    clock,
    sign: signWith(secret),
    ...options,
    async webhook(signed, signal) {
      const at = new Date(clock.now()).toISOString().slice(11);
      received.push({ at, ...signed, ...JSON.parse(signed.body) });
      await options.webhook?.(signed, signal);
    },
  });
  return { clock, provider, received };
}

/** A request to charge €12.50, by default for order-1. */
export const chargeOf = (card: string, key = "charge-1", orderId = "order-1") => ({
  key,
  orderId,
  amount: euros(1250),
  card,
});

/** What a promise rejects with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "it was not rejected",
    (error: unknown) => error,
  );
