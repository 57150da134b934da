import type { ServiceName } from "#contracts/generated/events.ts";
import type { OrderStatus } from "#orders/status.ts";
import type { Story } from "#stage/stories/story.ts";

interface Kill {
  readonly service: ServiceName;
  /** How long after the order was placed, in milliseconds. */
  readonly afterMs: number;
  readonly downMs: number;
  /** Default: one that is charged at once. */
  readonly card?: string;
  readonly until: OrderStatus;
}

/** A customer orders, and the only instance of a service is killed on the way. */
export const killedOnTheWay = ({ afterMs, card, downMs, service, until }: Kill): Story => ({
  name: `${service}-killed-on-the-way`,
  about: `A customer orders. ${afterMs} ms later ${service} dies, and runs again after ${downMs} ms.`,
  needsFaultInjection: true,
  async run({ customer, faults, passes, until: waitUntil }) {
    const order = await customer.places(card === undefined ? {} : { card });
    await passes(afterMs);
    faults.kill({ service, instance: 1 });
    if (downMs > 0) await passes(downMs);
    await faults.start({ service, instance: 1 });
    await waitUntil(order, until);
  },
});
