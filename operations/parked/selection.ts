import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/topology.ts";
import type { Instant } from "#messaging/instant.ts";
import type { Parked, ParkedMessages } from "./parked-messages.ts";

/** Which of the parked messages are meant: those for which everything that is said here is so. */
export interface Selection {
  readonly ids: readonly string[];
  readonly services: readonly ServiceName[];
  readonly reasons: readonly string[];
  readonly types: readonly string[];
  readonly orders: readonly string[];
  /** Parked at this moment or later. */
  readonly after?: Instant;
  /** Parked before this moment. */
  readonly before?: Instant;
}

/** Looks for them, service by service, each service's oldest first. */
export async function select(from: ParkedMessages, selection: Selection): Promise<readonly Parked[]> {
  const found: Parked[] = [];
  for (const service of selection.services.length > 0 ? selection.services : services) {
    found.push(...(await from.look(service)).filter((parked) => isMeant(parked, selection)));
  }
  return found;
}

/** Whether anything is said that leaves any out. */
export const isNarrow = ({ after, before, ...lists }: Selection): boolean =>
  after !== undefined || before !== undefined || Object.values(lists).some(({ length }) => length > 0);

/** What RabbitMQ parked by itself has no moment: it is meant only where no moment is asked for. */
function isMeant({ id, order, parkedAt, reason, type }: Parked, selection: Selection): boolean {
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
