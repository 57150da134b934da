import type { Free, Roster } from "./roster.ts";

/**
 * The courier for an order: among the free of its zone, the one who has been free the longest. Undefined if none is
 * free: then the order waits (`waiting-list.ts`), and the next courier to become free takes it.
 */
export const chooseCourier = ({ couriers }: Roster): Free | undefined =>
  couriers.find((courier) => courier.status === "free");
