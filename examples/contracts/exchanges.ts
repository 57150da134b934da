/** The exchanges of events. */
export const exchanges = [{ name: "club.events", type: "topic" }] as const;

/** The exchange of messages that cannot be handled. */
export const parkedExchange = "club.parked";

/** The exchange of hops, for watchers. */
export const hopsExchange = "club.hops";

/** The exchange that an event is published to; the routing key is its type. */
export const exchangeOf = (_type: string): string => "club.events";
