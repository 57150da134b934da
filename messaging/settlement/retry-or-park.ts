import type { Publication } from "../broker.ts";
import { errorOf, Unprocessable, Unstorable } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";
import type { Failure } from "../instance/result.ts";
import { queuesOf, retryExchangeOf } from "../topology.ts";
import { type Attempted, attemptOf, failureHeaders } from "./failure-headers.ts";
import { parkedCopy } from "./parking.ts";

/** Whether a message that failed is retried, or parked at once because no retry can succeed. */
export function retryOrPark(thrown: unknown): Failure {
  const error = errorOf(thrown);
  if (error instanceof Unprocessable) return { kind: "unprocessable", reason: error.reason, error };
  if (error instanceof Unstorable) return { kind: "unprocessable", reason: "not-storable", error };
  return { kind: "failed", error };
}

/**
 * Where a message that is retried goes: to the next tier (`policies/retry-tiers.ts`) or, after the last one, to the
 * parked queue. The copy is confirmed before the original is acknowledged: there may be two copies, but never none.
 */
export function afterFailure(
  instance: Pick<Instance, "contracts" | "service">,
  failed: Attempted,
  error: Error,
  nowMs: number,
): Publication & { tier?: string } {
  const service = instance.service.name;
  const attempt = attemptOf(failed.headers);
  const tier = queuesOf(service).retry[attempt - 1];
  if (!tier) return parkedCopy(instance, failed, "retries-exhausted", error, nowMs);
  return {
    exchange: retryExchangeOf(service),
    routingKey: tier.routingKey,
    messageId: failed.messageId,
    body: failed.body,
    headers: {
      "x-attempt": attempt + 1,
      ...failureHeaders(failed, error, nowMs),
    },
    tier: tier.routingKey,
  };
}
