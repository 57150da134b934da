import type { EventType } from "#messaging/events.ts";
import type { Reaction } from "#messaging/reaction.ts";

/**
 * A worker does on command what the same service does in the choreography on an event. So the reaction is the same; only the message
 * that triggers it differs. The command carries the fields that the reaction reads.
 */
export const commanded = (type: EventType, reaction: Reaction): Reaction => ({ ...reaction, type });
