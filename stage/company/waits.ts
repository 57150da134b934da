import { knows, orders } from "#orders/order.ts";
import { hasComeTo } from "../stories/progress.ts";
import type { Stage } from "../stories/story.ts";
import { isAtRest } from "./at-rest.ts";
import type { Company } from "./company.ts";
import type { Limit, StoryTime } from "./story-time.ts";

const hour = 60 * 60_000;

/** How long a story waits for one condition, and for the company to come to rest. */
export interface Patience {
  readonly condition: Limit;
  readonly rest: Limit;
}

export const patience: Patience = {
  condition: { ms: 2 * hour, text: "two hours" },
  rest: { ms: 6 * hour, text: "six hours" },
};

const anHour: Limit = { ms: hour, text: "an hour" };

/** Without a guarantee, work can continue forever. What has not finished an hour after the last action never will. */
export const impatience: Patience = { condition: anHour, rest: anHour };

/** The steps that wait until something is true of an order or of the company. */
export function waitsOf(
  company: Company,
  time: StoryTime,
  { condition, rest }: Patience,
): Pick<Stage, "order" | "until" | "happens" | "rest"> {
  async function order(orderId: string) {
    const found = await company.store("orders").get(orders(orderId));
    if (!found) throw new Error(`there is no order ${orderId}`);
    return found;
  }

  return {
    order,
    until: (orderId, status) =>
      time.until(
        async () => hasComeTo(status, (await order(orderId)).status),
        condition,
        async () => `order ${orderId} should be ${status}, but is ${(await order(orderId)).status}`,
      ),
    happens: (orderId, what) =>
      time.until(
        async () => knows(await order(orderId), what),
        condition,
        () => `order ${orderId} has no ${what} in its history`,
      ),
    rest: () =>
      time.until(
        () => isAtRest(company),
        rest,
        () => "work is still in progress",
      ),
  };
}
