/**
 * The data of each event, by its type. Empty here: the generated contracts of a company add its events, so
 * that the compiler checks every type name and its data.
 */
// biome-ignore lint/suspicious/noEmptyInterface: other modules add to it by declaration merging
export interface Events {}

/** The type of an event: its routing key, and the path of its schema. */
export type EventType = keyof Events & string;
