import type { Delivery, Publication } from "../broker.ts";
import type { UnsignedHop } from "../instance/hops.ts";
import type { Instance } from "../instance/instance.ts";
import type { Arrival, Result } from "../instance/result.ts";
import type { Message } from "../message.ts";
import { encode } from "../wire/envelope.ts";
import type { Acknowledger } from "./acknowledger.ts";
import { type Attempted, attemptOf } from "./failure-headers.ts";
import { parkedCopy } from "./parking.ts";
import { afterFailure } from "./retry-or-park.ts";

export type Settlement = ReturnType<typeof createSettlement>;

/** The way out: reports each result, and hands the acknowledger what is left to do. */
export function createSettlement(instance: Instance, acknowledger: Pick<Acknowledger, "add">) {
  const { clock, contracts, report } = instance;
  /** Reports a result; for a failed message, returns the copy to publish. */
  function reportResult(
    message: Message | undefined,
    attempted: () => Attempted,
    result: Result,
  ): { readonly onward?: Publication } {
    const now = clock.now();
    if (result.kind === "failed") {
      const failed = attempted();
      const { tier, ...onward } = afterFailure(instance, failed, result.error, now);
      const why = result.error.message;
      if (!tier || !message) report({ kind: "parked", message, reason: "retries-exhausted", why });
      else report({ kind: "retried", message, attempt: attemptOf(failed.headers) + 1, tier, why });
      return { onward };
    }
    if (result.kind === "unprocessable") {
      report({ kind: "parked", message, reason: result.reason, why: result.error.message });
      return { onward: parkedCopy(instance, attempted(), result.reason, result.error, now) };
    }
    if (message) report(hopOf(message, result));
    return {};
  }

  return {
    /**
     * Settles a delivery. `message` is undefined if the body could not be read. `onAcknowledged` is called once
     * the delivery is acknowledged; never, if it returned to its queue instead.
     */
    ofDelivery(
      delivery: Delivery,
      message: Message | undefined,
      result: Result,
      onAcknowledged?: () => Promise<void>,
    ): void {
      const failed = result.kind === "failed" || result.kind === "unprocessable";
      // The delivery is back in its queue: a copy that moves on would be a duplicate.
      if (failed && !delivery.isHeld()) return;
      const { body, headers, messageId = "" } = delivery;
      // An unreadable body has no id of its own: the broker's is used.
      const attempted = () => ({ messageId: message?.id ?? messageId, body, headers });
      acknowledger.add({ delivery, onAcknowledged, ...reportResult(message, attempted, result) });
    },
    /** Settles an internal message: a timer that came due, or the end of a call. */
    ofInternal({ entry, message }: Arrival, result: Result): void {
      const attempted = () => ({ messageId: message.id, body: encode(message, contracts), headers: {} });
      const { onward } = reportResult(message, attempted, result);
      // Without a copy there is nothing left to do: the commit has settled the entry.
      if (onward && entry) acknowledger.add({ onward, entry });
    },
    /** Reports a command's result. Its client retries a command that failed; the broker does not. */
    ofCommand(message: Message, result: Result): void {
      report(hopOf(message, result));
    },
  };
}

function hopOf(message: Message, result: Result): UnsignedHop {
  switch (result.kind) {
    case "failed":
    case "unprocessable":
      return { kind: "failed", message, why: result.error.message };
    case "handled":
      return { kind: "handled", message, did: result.did };
    case "duplicate":
      return { kind: "duplicate", message };
    default:
      return { kind: result.kind, message, why: result.why };
  }
}
