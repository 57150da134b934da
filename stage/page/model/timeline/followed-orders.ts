import type { Session } from "../session/session.ts";

/** How many orders the stacked timeline shows. */
export const stacked = 6;

/** The orders that the timeline shows. */
export interface FollowedOrders {
  readonly ids: readonly string[];
  readonly title: string;
  /** Whether it stays with an order, however many come after it. */
  readonly isPinned?: boolean;
}

/** The newest order, one that was chosen and stays, or the newest ones. */
export function followedOrders(session: Pick<Session, "followed" | "state">): FollowedOrders {
  const { orders } = session.state.value;
  const chosen = session.followed.value;
  const all = [...orders.values()];
  if (chosen === "all")
    return {
      ids: all.slice(-stacked).map(({ orderId }) => orderId),
      title:
        all.length > stacked ? `The newest ${stacked} of ${all.length} orders` : `All ${all.length} orders`,
    };
  const pinned = chosen === undefined ? undefined : orders.get(chosen);
  const one = pinned ?? all.at(-1);
  if (!one) return { ids: [], title: "Timeline" };
  return { ids: [one.orderId], title: `Order ${one.label}`, isPinned: pinned !== undefined };
}
