import { exchangeOf, parkedExchange } from "#contracts/exchanges.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { hears, services } from "#contracts/hears.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import type { Message } from "#messaging/message.ts";
import { queuesOf, retryExchangeOf } from "#messaging/topology.ts";
import type { Untimed } from "../narrative/recorder.ts";
import type { CompanyState, QueueState } from "../narrative/state.ts";

/** What of a queue waits for its service, or is with it. */
type Waiting = Pick<QueueState, "ready" | "unacked">;
const none: Waiting = { ready: new Map(), unacked: new Map() };

/** What a hop tells about the queues: which message came into which queue, was delivered, or left it. */
export function queueEntries(hop: Hop, state: CompanyState, nextPosition: () => number): readonly Untimed[] {
  const service = hop.service as ServiceName;
  const at = (queue: string): Waiting => state.queues.get(queue) ?? none;
  const inbox = queuesOf(service).inbox;
  const put = (queue: string, message: Message, exchange: string, routingKey: string, attempt = 1) => {
    const position = nextPosition();
    const entry: Untimed = {
      ...({ kind: "enqueued", queue, position, messageId: message.id } as const),
      ...{ exchange, routingKey, attempt },
    };
    return { entry, position };
  };

  /** Confirmed, so it is in each inbox that is bound; unless its consumer was faster than the confirm. */
  function published(message: Message): readonly Untimed[] {
    return services
      .filter((name) => hears[name].some((heard) => heard === message.type))
      .filter((name) => {
        const { ready, unacked } = at(queuesOf(name).inbox);
        const isKnown = positionOf(ready, message.id) ?? positionOf(unacked, message.id);
        return isKnown === undefined && !state.services[name].processed.has(message.id);
      })
      .map((name) => put(queuesOf(name).inbox, message, exchangeOf(message.type), message.type).entry);
  }

  function received(message: Message, attempt: number): readonly Untimed[] {
    const waiting = positionOf(at(inbox).ready, message.id);
    if (waiting !== undefined) return [{ kind: "delivered", queue: inbox, position: waiting }];
    if (positionOf(at(inbox).unacked, message.id) !== undefined) return [];
    const back = queuesOf(service).retry.flatMap(({ name }) => {
      const position = positionOf(at(name).ready, message.id);
      return position === undefined ? [] : [{ kind: "left", queue: name, position, why: "expired" } as const];
    });
    const exchange = attempt > 1 ? retryExchangeOf(service) : exchangeOf(message.type);
    const { entry, position } = put(inbox, message, exchange, message.type, attempt);
    return [...back, entry, { kind: "delivered", queue: inbox, position }];
  }

  function acknowledged(message: Message): readonly Untimed[] {
    const { ready, unacked } = at(inbox);
    const position = positionOf(unacked, message.id);
    if (position !== undefined) return [{ kind: "acknowledged", queue: inbox, positions: [position] }];
    // It was received in the millisecond in which it was committed: in which order, the times of two services do not tell.
    const waiting = positionOf(ready, message.id);
    return waiting === undefined ? [] : [{ kind: "left", queue: inbox, position: waiting, why: "removed" }];
  }

  switch (hop.kind) {
    case "published":
      return published(hop.message);
    case "received":
      return received(hop.message, hop.attempt);
    case "retried": {
      const queue = `${service}.retry.${hop.tier}`;
      const waiting = put(queue, hop.message, retryExchangeOf(service), hop.tier, hop.attempt + 1);
      return [waiting.entry, ...acknowledged(hop.message)];
    }
    case "parked": {
      const message = hop.message ?? unreadable(hop);
      const parked = put(queuesOf(service).parked, message, parkedExchange, service);
      return [parked.entry, ...acknowledged(message)];
    }
    case "handled":
    case "ignored":
    case "refused":
    case "duplicate":
      return acknowledged(hop.message);
    default:
      return [];
  }
}

/** A queue whose consumer is gone: it delivers again what was not acknowledged. */
export function returnedEntries(service: ServiceName, state: CompanyState): readonly Untimed[] {
  const { inbox } = queuesOf(service);
  const positions = [...(state.queues.get(inbox)?.unacked.keys() ?? [])];
  return positions.length === 0 ? [] : [{ kind: "returned", queue: inbox, positions }];
}

function positionOf(messages: QueueState["ready"], id: string): number | undefined {
  for (const [position, { messageId }] of messages) if (messageId === id) return position;
  return undefined;
}

/** Nothing is known of a message that cannot be read, but that it is there. */
const unreadable = ({ at, service }: Hop): Message => ({
  ...{ id: `unreadable ${service} ${at}`, type: "unreadable", source: "", subject: "" },
  ...{ time: new Date(at).toISOString() as Message["time"], correlationId: "", causationId: "" },
  ...{ sequence: 0, traceparent: "", data: undefined },
});
