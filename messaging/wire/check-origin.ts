import type { Delivery } from "../broker.ts";
import type { Contracts } from "../contracts.ts";
import { Unprocessable } from "../errors.ts";
import type { Message } from "../message.ts";
import type { Service } from "../service.ts";
import { retryExchangeOf } from "../topology.ts";

/**
 * Trusts the broker, not the body, about the sender. The broker lets each service publish only under its own
 * routing keys, and only the service itself may publish to its retry exchange. So an event's type must equal
 * its routing key, and a service's message to itself (such as the end of a charge) must come from its own
 * retry exchange.
 *
 * @throws Unprocessable if the body claims another sender or type
 */
export function checkOrigin(
  { source, type }: Message,
  { exchange, routingKey }: Pick<Delivery, "exchange" | "routingKey">,
  service: Service,
  { validators }: Pick<Contracts, "validators">,
): void {
  if (exchange === retryExchangeOf(service.name)) return;
  const [sender] = type.split(".");
  if (routingKey === type && source === `/${sender}` && validators[type]) return;
  throw new Unprocessable(
    `the body says ${type} from ${source}, but it was sent to ${exchange} as ${routingKey}`,
    "wrong-sender",
  );
}
