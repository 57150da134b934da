import type { Story } from "#stage/stories/story.ts";

const minute = 60_000;
const customers = 10;

/** Ten customers order within ten minutes, while one service is down; without a name, all are up. */
export const tenOrders = (away?: string): Story & { readonly duringMs: number } => ({
  name: "ten-orders",
  about: `Ten customers order within ten minutes; ${away ? `${away} is away meanwhile` : "everybody is there"}.`,
  needsFaultInjection: true,
  crowd: true,
  duringMs: customers * minute,
  async run({ customer, faults, passes, rest }) {
    if (away) faults.kill({ service: away, instance: 1 });
    for (let n = 1; n <= customers; n += 1) {
      await customer.places({ customerId: `customer-${n}` });
      await passes(minute);
    }
    if (away) await faults.start({ service: away, instance: 1 });
    await rest();
  },
});
