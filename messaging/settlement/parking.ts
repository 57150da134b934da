import type { ServiceName } from "#contracts/generated/events.ts";
import { parkedExchange } from "#contracts/topology.ts";
import type { Publication } from "../broker.ts";
import type { ParkReason } from "../errors.ts";
import { instant } from "../instant.ts";
import { type Attempted, attemptOf, failureHeaders } from "./failure-headers.ts";

/** The copy of a failed message for the parked queue, with everything the person on call needs to know. */
export function parkedCopy(
  service: ServiceName,
  failed: Attempted,
  reason: ParkReason,
  error: Error,
  nowMs: number,
): Publication {
  return {
    exchange: parkedExchange,
    routingKey: service,
    messageId: failed.messageId,
    body: failed.body,
    headers: {
      "x-service": service,
      "x-reason": reason,
      "x-attempt": attemptOf(failed.headers),
      "x-parked-at": instant(nowMs),
      ...failureHeaders(failed, error, nowMs),
    },
  };
}
