import type { Publication } from "../broker.ts";
import type { ParkReason } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";
import { instant } from "../instant.ts";
import { type Attempted, attemptOf, failureHeaders } from "./failure-headers.ts";

/**
 * The copy of a failed message for the parked queue, with everything the person on call needs to know. A
 * message is parked at once if it can never succeed, and after the last retry tier (`retry-or-park.ts`); or if it kills
 * its consumer (`inbox/poison-suspects.ts`).
 */
export function parkedCopy(
  { contracts, service }: Pick<Instance, "contracts" | "service">,
  failed: Attempted,
  reason: ParkReason,
  error: Error,
  nowMs: number,
): Publication {
  return {
    exchange: contracts.parkedExchange,
    routingKey: service.name,
    messageId: failed.messageId,
    body: failed.body,
    headers: {
      "x-service": service.name,
      "x-reason": reason,
      "x-attempt": attemptOf(failed.headers),
      "x-parked-at": instant(nowMs),
      ...failureHeaders(failed, error, nowMs),
    },
  };
}
