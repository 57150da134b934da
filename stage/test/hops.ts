import type { Hop } from "#messaging/instance/hops.ts";
import { causedBy, idOf, type Message } from "#messaging/message.ts";
import { localMessage } from "#tooling/testing/messages.ts";

/** The start of the story, in milliseconds since 1970. */
export const began = Date.parse("2026-01-02T18:00:00.000Z");

export const place = localMessage({ type: "orders.place-order" }, "o1", {});

/** An event caused by another message. */
export const because = (cause: Message, type: string): Message =>
  causedBy(cause, {
    id: idOf(`${type}/${cause.id}`),
    type,
    source: "/another-service",
    subject: cause.subject,
    time: cause.time,
    sequence: 1,
    data: {},
  });

export const didNothing = { saved: [], published: [], called: [], timersSet: [], timersCancelled: [] };

/** A hop of the first instance of orders at the start, except for what a test sets. */
type Unsigned = Hop extends infer H
  ? H extends Hop
    ? Omit<H, "at" | "service" | "instance">
    : never
  : never;
export const hop = (what: Unsigned, who: Partial<Pick<Hop, "at" | "service" | "instance">> = {}): Hop => ({
  at: began,
  service: "orders",
  instance: 1,
  ...who,
  ...what,
});
