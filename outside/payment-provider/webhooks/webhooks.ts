import { type Clock, pause } from "../clock.ts";
import type { ProviderEvent } from "../events.ts";

/** An event to send: the JSON text, and the value of the header `Provider-Signature`. */
export interface SignedEvent {
  readonly body: string;
  readonly signature: string;
}

/** Signs the text of an event at a time in milliseconds since 1970. */
export type Sign = (body: string, now: number) => string;

/** Delivers one event: resolves if it was accepted, rejects if not. `signal` aborts the attempt. */
export type Webhook = (event: SignedEvent, signal: AbortSignal) => Promise<void>;

export interface WebhookOptions {
  readonly clock: Clock;
  readonly sign: Sign;
  readonly webhook: Webhook;
  /**
   * When copies of an event are sent, in milliseconds after it happened. `[0, 0]` sends it twice, `[60_000]`
   * late, `[]` never.
   *
   * @default [0]
   */
  readonly copiesAfterMs?: (event: ProviderEvent) => readonly number[];
  /**
   * The delay before each retry of a copy that was not accepted, in milliseconds.
   *
   * @default 1 s, 5 s, 30 s, 2 min, 10 min
   */
  readonly retriesAfterMs?: readonly number[];
  /**
   * How long one attempt may take, in milliseconds.
   *
   * @default 5_000
   */
  readonly timeoutMs?: number;
}

export interface Announcer {
  announce(event: ProviderEvent): void;
  /** Whether an event is being sent, or will be sent again. */
  isSending(): boolean;
  /** The events that were never accepted, despite all retries. */
  undelivered(): readonly ProviderEvent[];
}

/**
 * Sends events to the merchant: at least once, in any order, and never before the call that caused them
 * returns.
 */
export function createAnnouncer(options: WebhookOptions & { readonly signal: AbortSignal }): Announcer {
  const { clock, signal, copiesAfterMs = () => [0], retriesAfterMs = defaultRetriesAfterMs } = options;
  const accepted = new Set<string>();
  const undelivered = new Map<string, ProviderEvent>();
  let sending = 0;

  async function deliver(event: ProviderEvent, afterMs: number): Promise<void> {
    for (const waitMs of [afterMs, ...retriesAfterMs]) {
      await pause(clock, waitMs, signal);
      if (signal.aborted) return;
      if (await tryOnce(options, event)) {
        accepted.add(event.id);
        undelivered.delete(event.id);
        return;
      }
    }
    if (!accepted.has(event.id)) undelivered.set(event.id, event);
  }

  return {
    announce(event) {
      for (const afterMs of copiesAfterMs(event)) {
        sending += 1;
        void deliver(event, afterMs).finally(() => {
          sending -= 1;
        });
      }
    },
    isSending: () => sending > 0,
    undelivered: () => [...undelivered.values()],
  };
}

const defaultRetriesAfterMs: readonly number[] = [1_000, 5_000, 30_000, 120_000, 600_000];

/** Each attempt has a new signature, since the receiver refuses an old timestamp. */
async function tryOnce(options: WebhookOptions, event: ProviderEvent): Promise<boolean> {
  const { clock, sign, webhook, timeoutMs = 5_000 } = options;
  const attempt = new AbortController();
  const cancel = clock.at(clock.now() + timeoutMs, () => attempt.abort());
  const timeout = new Promise<never>((_, reject) => {
    attempt.signal.addEventListener("abort", () => reject(attempt.signal.reason), { once: true });
  });
  try {
    const body = JSON.stringify(event);
    await Promise.race([webhook({ body, signature: sign(body, clock.now()) }, attempt.signal), timeout]);
    return true;
  } catch {
    return false;
  } finally {
    cancel();
  }
}
