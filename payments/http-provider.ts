import { ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { TryLater, Unprocessable } from "#messaging/errors.ts";
import { retryAfterMs } from "#messaging/http/retry-after.ts";
import type { CallContext } from "#messaging/service.ts";
import type { PaymentProvider } from "./provider.ts";
import { readCharge, readRefund } from "./provider-says.ts";

export interface HttpProviderOptions {
  /** Where the provider's API is, such as `http://localhost:4000`. */
  readonly url: string;
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
  /** How many failures in a row open the circuit. Default 5. */
  readonly breakAfter?: number;
  /** How long an open circuit stays open before one call may try again, in milliseconds. Default 5,000. */
  readonly reopenAfterMs?: number;
  /** Milliseconds since 1970. Default: the machine's clock. */
  readonly now?: () => number;
}

/**
 * The payment provider over HTTP. One attempt a call: the chassis sets its timeout, and tries again with the
 * same key. While the provider is down, the circuit breaker spares it, and us, the attempts.
 *
 * A call rejects with `Unprocessable` only when the provider refused this request for good. Money may have
 * moved in all other cases, so the call is made again until the provider says what became of it: the table is
 * in this folder's README.
 */
export function httpProvider(options: HttpProviderOptions): PaymentProvider {
  const { url, fetch = globalThis.fetch, breakAfter = 5, now = Date.now, reopenAfterMs = 5_000 } = options;
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof Unprocessable || error instanceof Busy)),
    { breaker: new ConsecutiveBreaker(breakAfter), halfOpenAfter: reopenAfterMs },
  );

  async function post(call: Call, { key, signal }: CallContext): Promise<unknown> {
    const { body, path } = call;
    const asked = `POST ${path}`;
    const response = await fetch(`${url.replace(/\/+$/, "")}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(body),
      redirect: "manual",
      signal,
    }).catch((error: unknown) => {
      throw new Error(`${asked}: the provider cannot be reached: ${reasonOf(error)}`, { cause: error });
    });
    const text = await textOf(asked, response);
    if (response.status === 200 || response.status === 201) return parse(asked, text);
    const why = `${asked}: the provider answered ${response.status}: ${text.slice(0, 500)}`;
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
  /** 409 is about the charge, which was declined, and not about the key. */
  readonly finalConflict?: true;
}

/** The provider is well, but not ready for this one request: no reason to open the circuit for all others. */
class Busy extends TryLater {}

/**
 * The first request with the key is still under way (409), something is locked (423), or it is too early
 * (425).
 */
const busy: ReadonlySet<number> = new Set([409, 423, 425]);

/**
 * A 4xx that is not about the request itself: our credentials (401, 403, 407), too slow (408), the wrong
 * connection (421), too many (429), and those that pass.
 */
const passing: ReadonlySet<number> = new Set([401, 403, 407, 408, 421, 429, ...busy]);

/** The request itself is wrong, and will be wrong the next time. */
function isFinal(status: number, text: string, { finalConflict }: Call): boolean {
  if (status < 400 || status > 499) return false;
  if (status === 409) return finalConflict === true;
  // Something in between, or a wrong PROVIDER_URL, answers 404 and 405 too: only the provider knows that
  // there is no such charge.
  if (status === 404 || status === 405) return isProvidersOwn(text);
  return !passing.has(status);
}

/** Every error of the provider is `{ "error": { "code", "message" } }`. */
function isProvidersOwn(text: string): boolean {
  try {
    return typeof Object(Object(JSON.parse(text)).error).code === "string";
  } catch {
    return false;
  }
}

/** The longest answer that is read, in characters. */
const longestAnswer = 64 * 1024;

/** The answer's text. One that breaks off, or does not end, says nothing: the call is made again. */
async function textOf(asked: string, response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > longestAnswer) break;
    }
  } catch (error) {
    throw new Error(`${asked}: the provider's answer broke off: ${reasonOf(error)}`, { cause: error });
  }
  if (text.length > longestAnswer)
    throw new Error(`${asked}: the provider's answer is longer than ${longestAnswer} characters`);
  return text + decoder.decode();
}

/** An answer that is no JSON may be a proxy's: what became of the charge is found out by asking again. */
function parse(asked: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${asked}: the provider's answer is not JSON: ${text.slice(0, 200)}`, { cause: error });
  }
}

/** fetch itself says "fetch failed", and why in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
