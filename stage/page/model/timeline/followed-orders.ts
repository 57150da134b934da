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

const none: ReadonlyMap<number, number> = new Map();

/**
 * The way to a harm as numbered steps, where the timeline shows the order that was harmed. Some of them are in the ways of other
 * orders, too, as the death of an instance is: a single number there would tell nothing.
 */
export function stepsShown(session: Pick<Session, "breach" | "followed" | "lit" | "state">): typeof none {
  const orderId = session.breach.value?.orderId;
  return orderId !== undefined && followedOrders(session).ids.includes(orderId) ? session.lit.value : none;
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
