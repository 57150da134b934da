import type { Events, EventType } from "#contracts/generated/events.ts";
import { beginning, idOf, type Message } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";

const time = "2026-01-02T18:00:00.000Z";

/** An event as it reaches a service. The same type about the same subject has the same id: it is the same message. */
export function eventMessage<T extends EventType>(
  type: T,
  data: Events[T],
  overrides: Partial<Message<Events[T]>> = {},
): Message<Events[T]> {
  const subject = "orderId" in data ? data.orderId : data.restaurantId;
  const source = `/${type.slice(0, type.indexOf("."))}`;
  return {
    ...beginning({ id: idOf(`${type}/${subject}`), type, source, subject, time, data }),
    ...overrides,
  };
}

/** A command, a timer that came due or the end of a call, as it reaches the service that it belongs to. */
export function localMessage<Data>(
  { type }: LocalType<Data>,
  subject: string,
  data: Data,
  overrides: Partial<Message<Data>> = {},
): Message<Data> {
  const source = `/${type.slice(0, type.indexOf("."))}`;
  return {
    ...beginning({ id: idOf(`${type}/${subject}`), type, source, subject, time, data }),
    ...overrides,
  };
}
