import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Instant } from "#messaging/instant.ts";
import type { ParkedMessage, ParkedMessages } from "./parked-messages.ts";

/** Selects the parked messages that match every criterion given. */
export interface Selection {
  readonly ids: readonly string[];
  readonly services: readonly ServiceName[];
  readonly reasons: readonly string[];
  readonly types: readonly string[];
  readonly orders: readonly string[];
  /** Parked at this time or later. */
  readonly after?: Instant;
  /** Parked before this time. */
  readonly before?: Instant;
}

/** The selected messages, by service, oldest first. */
export async function select(from: ParkedMessages, selection: Selection): Promise<readonly ParkedMessage[]> {
  const found: ParkedMessage[] = [];
  for (const service of selection.services.length > 0 ? selection.services : services) {
    found.push(...(await from.list(service)).filter((parked) => matches(parked, selection)));
  }
  return found;
}

/** Whether the selection has any criterion. */
export const isNarrow = ({ after, before, ...lists }: Selection): boolean =>
  after !== undefined || before !== undefined || Object.values(lists).some(({ length }) => length > 0);

/**
 * A message that RabbitMQ itself dead-lettered has no time of parking, so it matches no criterion on time.
 */
function matches({ id, order, parkedAt, reason, type }: ParkedMessage, selection: Selection): boolean {
  const { after, before, ids, orders, reasons, types } = selection;
  const within = (list: readonly string[], value: string | undefined) =>
    list.length === 0 || (value !== undefined && list.includes(value));
  return (
    within(ids, id) &&
    within(reasons, reason) &&
    within(types, type) &&
    within(orders, order) &&
    (after === undefined || (parkedAt !== undefined && parkedAt >= after)) &&
    (before === undefined || (parkedAt !== undefined && parkedAt < before))
  );
}
