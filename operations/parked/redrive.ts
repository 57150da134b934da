import type { Publication } from "#messaging/broker.ts";
import { backToInbox, retryExchangeOf } from "#messaging/topology.ts";
import { type Note, NotRedriven, type ParkedMessage } from "./parked-messages.ts";

/** Not a `wrong-sender`: a service trusts everything from its retry exchange. */
export const mayRedrive = ({ reason }: ParkedMessage): boolean => reason !== "wrong-sender";

/**
 * The copy that goes back to the service: at its first attempt, with a record of the redrive in its headers.
 *
 * @throws NotRedriven if it may not be redriven
 */
export function redrivenCopy(message: ParkedMessage, { at, by, why }: Note): Publication {
  const { body, firstSeen, id, messageId, redriven, service } = message;
  if (!mayRedrive(message)) {
    throw new NotRedriven(
      `${id} may not be redriven: its body names another sender than the broker does, and ${service} would trust it now; drop it, and let the real sender publish it`,
    );
  }
  return {
    exchange: retryExchangeOf(service),
    routingKey: backToInbox,
    messageId,
    body,
    headers: {
      ...(firstSeen === undefined ? {} : { "x-first-seen": firstSeen }),
      "x-redriven": redriven + 1,
      "x-redriven-by": by,
      "x-redriven-at": at,
      ...(why === undefined ? {} : { "x-redriven-why": why.slice(0, 300) }),
    },
  };
}
