import type { Events, EventType } from "#contracts/generated/events.ts";
import { beginning, idOf, type Message } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";

const time = "2026-01-02T18:00:00.000Z";

/** An event as a service receives it. The same type and subject give the same message id. */
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

/** A command, a due timer or the result of a call, as its service receives it. */
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
