import { ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { Unprocessable } from "#messaging/errors.ts";
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
}

/**
 * The payment provider over HTTP. One attempt a call: the chassis sets its timeout, and tries again with the same key. While the
 * provider is down, the circuit breaker spares it, and us, the attempts.
 */
export function httpProvider(options: HttpProviderOptions): PaymentProvider {
  const { url, fetch = globalThis.fetch, breakAfter = 5, reopenAfterMs = 5_000 } = options;
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof Unprocessable)),
    { breaker: new ConsecutiveBreaker(breakAfter), halfOpenAfter: reopenAfterMs },
  );

  async function post(path: string, body: object, { key, signal }: CallContext): Promise<unknown> {
    const response = await fetch(`${url.replace(/\/+$/, "")}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(body),
      redirect: "error",
      signal,
    });
    const text = await response.text();
    if (response.ok) return parse(path, text);
    const why = `POST ${path}: the provider answered ${response.status}: ${text.slice(0, 500)}`;
    throw isPermanent(response.status) ? new Unprocessable(why) : new Error(why);
  }

  const guarded = <Answer>(call: () => Promise<Answer>): Promise<Answer> => breaker.execute(call);

  return {
    charge: (request, context) => guarded(async () => readCharge(await post("/charges", request, context))),
    confirm: ({ chargeId }, context) =>
      guarded(async () => {
        return readCharge(await post(`/charges/${encodeURIComponent(chargeId)}/confirm`, {}, context));
      }),
    refund: ({ chargeId, amount }, context) =>
      guarded(async () => readRefund(await post("/refunds", { chargeId, amount }, context))),
  };
}

/** The request itself is wrong, and will be wrong the next time; not: too slow, too early, too many. */
const isPermanent = (status: number): boolean =>
  status >= 400 && status < 500 && ![408, 425, 429].includes(status);

/** An answer that is no JSON may be a proxy's: what became of the charge is found out by asking again. */
function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`POST ${path}: the provider's answer is not JSON: ${text.slice(0, 200)}`, {
      cause: error,
    });
  }
}
