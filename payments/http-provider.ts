import { ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { TryLater, Unprocessable } from "#messaging/errors.ts";
import { retryAfterMs } from "#messaging/http/parse-retry-after.ts";
import type { CallContext } from "#messaging/service.ts";
import type { PaymentProvider } from "./provider.ts";
import { busy, isFinal } from "./provider-errors.ts";
import { readCharge, readRefund } from "./provider-responses.ts";

export interface HttpProviderOptions {
  /** The base URL of the provider's API, such as `http://localhost:4000`. */
  readonly url: string;
  /** @default globalThis.fetch */
  readonly fetch?: typeof fetch;
  /**
   * How many consecutive failures open the circuit.
   *
   * @default 5
   */
  readonly breakAfter?: number;
  /**
   * How long the circuit stays open before one call is tried, in milliseconds.
   *
   * @default 5_000
   */
  readonly reopenAfterMs?: number;
  /**
   * The current time in milliseconds since 1970.
   *
   * @default Date.now
   */
  readonly now?: () => number;
}

/**
 * The payment provider over HTTP. Each call makes one attempt; the chassis sets the timeout and retries with
 * the same key (`messaging/outbox/outbox-caller.ts`). While the provider is down, a circuit breaker saves it and us the attempts.
 *
 * A call rejects with `Unprocessable` only if the provider has refused this request for good. In all other
 * cases money may have moved, so the call is retried until the provider says what happened. The README of
 * this folder has the table.
 */
export function httpProvider(options: HttpProviderOptions): PaymentProvider {
  const { url, fetch = globalThis.fetch, breakAfter = 5, now = Date.now, reopenAfterMs = 5_000 } = options;
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof Unprocessable || error instanceof Busy)),
    { breaker: new ConsecutiveBreaker(breakAfter), halfOpenAfter: reopenAfterMs },
  );

  async function post(call: Call, { key, signal }: CallContext): Promise<unknown> {
    const { body, path } = call;
    const label = `POST ${path}`;
    const response = await fetch(`${url.replace(/\/+$/, "")}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(body),
      redirect: "manual",
      signal,
    }).catch((error: unknown) => {
      throw new Error(`${label}: the provider cannot be reached: ${reasonOf(error)}`, { cause: error });
    });
    const text = await textOf(label, response);
    if (response.status === 200 || response.status === 201) return parse(label, text);
    const why = `${label}: the provider returned ${response.status}: ${text.slice(0, 500)}`;
    if (isFinal(response.status, text, call)) throw new Unprocessable(why);
    const afterMs = retryAfterMs(response.headers.get("Retry-After"), now()) ?? 0;
    throw busy.has(response.status) ? new Busy(why, afterMs) : new TryLater(why, afterMs);
  }

  const guarded = <Answer>(call: () => Promise<Answer>): Promise<Answer> => breaker.execute(call);

  return {
    charge: (body, context) =>
      guarded(async () => readCharge(await post({ path: "/charges", body }, context))),
    confirm: ({ chargeId }, context) =>
      guarded(async () => {
        const path = `/charges/${encodeURIComponent(chargeId)}/confirm`;
        return readCharge(await post({ path, body: {}, finalConflict: true }, context));
      }),
    refund: ({ chargeId, amount }, context) =>
      guarded(async () => readRefund(await post({ path: "/refunds", body: { chargeId, amount } }, context))),
  };
}

interface Call {
  readonly path: string;
  readonly body: object;
  /** 409 means that the charge was declined, not that the key is in use. */
  readonly finalConflict?: true;
}

/**
 * The provider is up but not ready for this request, which is no reason to open the circuit for all others.
 */
class Busy extends TryLater {}

/** The maximum length of a response, in characters. */
const longestResponse = 64 * 1024;

/** Reads the response. If it breaks off or does not end, its result is unknown, and the call is retried. */
async function textOf(label: string, response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > longestResponse) break;
    }
  } catch (error) {
    throw new Error(`${label}: the provider's response broke off: ${reasonOf(error)}`, { cause: error });
  }
  if (text.length > longestResponse)
    throw new Error(`${label}: the provider's response is longer than ${longestResponse} characters`);
  return text + decoder.decode();
}

/** A response that is not JSON may be a proxy's. A retry finds out what happened to the charge. */
function parse(label: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${label}: the provider's response is not JSON: ${text.slice(0, 200)}`, { cause: error });
  }
}

/** `fetch` only reports "fetch failed"; the reason is in the error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
