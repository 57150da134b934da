import type { Delivery } from "../broker.ts";
import { errorOf, Unprocessable } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";
import type { Arrival, Result } from "../instance/result.ts";
import { idOf, type Message } from "../message.ts";
import { attemptOf } from "../settlement/failure-headers.ts";
import { retryOrPark } from "../settlement/retry-or-park.ts";
import type { Settlement } from "../settlement/settlement.ts";
import { checkOrigin } from "../wire/check-origin.ts";
import { decode } from "../wire/envelope.ts";
import type { Entering } from "./entering.ts";
import type { Inbox } from "./inbox.ts";

export interface ReceiverOptions extends Instance {
  readonly inbox: Inbox;
  readonly settlement: Settlement;
  /** A delivery that returned to its queue this often is handled alone. */
  readonly suspectAfter: number;
}

/** The way in for deliveries and internal messages. Commands come in by `command-admission.ts`. */
export function createReceiver(options: ReceiverOptions) {
  const { service, contracts, inbox, settlement, report, suspectAfter } = options;

  /** The message in a delivery, or the result of a body that cannot be read. */
  function read(delivery: Delivery): Arrival | Result {
    let message: Message;
    try {
      message = decode(delivery.body, service, contracts);
      checkOrigin(message, delivery, service, contracts);
    } catch (thrown) {
      const error =
        thrown instanceof Unprocessable
          ? thrown
          : new Unprocessable(errorOf(thrown).message, "invalid-envelope", { cause: thrown });
      return retryOrPark(error);
    }
    report({ kind: "received", message, attempt: attemptOf(delivery.headers) });
    return { message };
  }

  /** A message that the broker delivered. */
  function receive(delivery: Delivery): void {
    const { body, isHeld: isWanted, messageId = "" } = delivery;
    let message: Message | undefined;
    const readOnce = (): Arrival | Result => {
      const arrival = read(delivery);
      if ("message" in arrival) message = arrival.message;
      return arrival;
    };
    const done: Entering["done"] = (result, onAcknowledged) =>
      settlement.ofDelivery(delivery, message, result, onAcknowledged);
    if (delivery.returns < suspectAfter) inbox.enter({ arrival: readOnce(), isWanted, done });
    else inbox.enter({ identity: { digest: idOf(body), messageId }, read: readOnce, isWanted, done });
  }

  return {
    receive,
    /** An internal message: a timer that came due, or the end of a call. */
    enter(arrival: Arrival): void {
      inbox.enter({ arrival, done: (result) => settlement.ofInternal(arrival, result) });
    },
  };
}
