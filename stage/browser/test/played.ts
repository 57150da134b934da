import type { Action, Script } from "../action.ts";
import { type TabSession, tabSession } from "../tab-session.ts";

/** One turn of the event loop. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Ada orders a pizza, and her card is good. */
export const anOrder = {
  do: "order",
  restaurantId: "trattoria-sole",
  dishId: "margherita",
  quantity: 1,
  card: "tok_ok",
  customerId: "ada",
} as const satisfies Action;

/** Orders dies once it has committed its next order, and before it publishes. */
export const diesBeforePublishing = {
  do: "kill-before",
  step: "publish",
  service: "orders",
  instance: 1,
} as const satisfies Action;

/** What it takes to lose #1 for want of an outbox. */
export const losesAnOrder: Script["actions"] = [
  { at: 0, action: diesBeforePublishing },
  { at: 10, action: anOrder },
];
/** A minute later, orders is started again. */
export const ordersIsBack: Script["actions"] = [
  { at: 60_000, action: { do: "start", service: "orders", instance: 1 } },
];

/** A company in which #1 is lost for want of an outbox. A minute later orders is started again, with the outbox. */
export const companyThatLost = (): Promise<TabSession> =>
  sessionOf({
    without: ["outbox"],
    actions: [
      ...losesAnOrder,
      ...ordersIsBack,
      { at: 60_010, action: { do: "guarantee", name: "outbox", on: true } },
    ],
  });

/** A session with seed 1, in which nothing is switched off, up to the last action of the script. */
export const sessionOf = (script: Partial<Script>, keep = 1e6): Promise<TabSession> =>
  tabSession({ seed: 1, without: [], actions: [], ...script }, { turn, keep });

/** Plays until nothing can happen by itself. */
export async function playOut(session: TabSession): Promise<TabSession> {
  while (session.next() !== undefined) await session.step();
  return session;
}

/** A session, played until nothing can happen by itself. */
export const played = async (script: Partial<Script>): Promise<TabSession> =>
  playOut(await sessionOf(script));
