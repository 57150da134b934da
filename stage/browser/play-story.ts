import { knows, orders } from "#orders/order.ts";
import { isAtRest } from "../company/at-rest.ts";
import { hasComeTo } from "../stories/progress.ts";
import type { Story } from "../stories/story.ts";
import type { TabCompany } from "./tab-company.ts";

const hour = 3_600_000;

/** Plays a story at the pace of the company's clock. It waits for what it expects as long as it would in the terminal. */
export function playStory(story: Story, tab: TabCompany, seed: number): void {
  const { clock, company, customer, faults, random, staff } = tab;
  const order = async (orderId: string) => {
    const found = await company.store("orders").get(orders(orderId));
    if (!found) throw new Error(`there is no order ${orderId}`);
    return found;
  };
  const twoHours = { withinMs: 2 * hour };
  tab.record({ kind: "begins", story: story.name, seed });
  const violations: string[] = [];
  const told = story.run({
    customer,
    staff,
    faults,
    order,
    random,
    claim: (what, isSo) => void (isSo || violations.push(`claim failed: ${what}`)),
    passes: (ms) => clock.advance(ms),
    until: (orderId, status) =>
      clock.runUntil(async () => hasComeTo(status, (await order(orderId)).status), twoHours),
    happens: (orderId, what) => clock.runUntil(async () => knows(await order(orderId), what), twoHours),
    rest: () => clock.runUntil(() => isAtRest(company), { withinMs: 6 * hour }),
  });
  void told
    .catch((error) => void violations.push(`the story could not finish: ${error.message}`))
    .then(() => clock.runUntil(() => isAtRest(company), { withinMs: 6 * hour }))
    .catch(() => {})
    .then(() => tab.record({ kind: "ends", story: story.name, violations }));
}
