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

/** What the timeline draws: the same content as long as nothing happens to the orders that it shows. */
interface HopsDrawn {
  readonly positions: readonly number[];
  /** How far the picture may be pressed together, as a share of its usual width. */
  readonly least: number;
  /** By order, what it is called, where several are drawn. */
  readonly names: Readonly<Record<string, string>>;
}

/** Of more hops the last are drawn. */
const mostHops = 400;

/** The hops of the orders that the timeline shows, and the way to the harm that is told of one of them. */
export function hopsDrawn(
  session: Pick<Session, "breach" | "followed" | "index" | "player" | "state">,
): HopsDrawn {
  // The index grows with the log.
  session.player.end.value;
  const { ids } = followedOrders(session);
  const log = session.player.log.value;
  const positions = ids.flatMap((id) => session.index.value.positionsOf(id));
  // What broke a promise can have happened long before its order was placed.
  const breach = session.breach.value;
  const causes =
    breach && ids.includes(breach.orderId ?? "") ? breach.path.filter((at) => log.entry(at)) : [];
  const { orders } = session.state.value;
  return {
    positions: [...new Set([...causes, ...positions.slice(-mostHops)])].sort((a, b) => a - b),
    // One order is to be seen whole, as far as its hops can be told apart.
    least: ids.length > 1 ? 0.8 : 0.33,
    names: Object.fromEntries(ids.length > 1 ? ids.map((id) => [id, orders.get(id)?.label ?? ""]) : []),
  };
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
