import type { Stage, Story } from "#stage/stories/story.ts";
import type { Case } from "./case.ts";

const second = 1_000;
const minute = 60 * second;

/**
 * One evening: some thirty orders of every kind, two crashes of payments and one of orders, two minutes without a
 * broker, an unreadable message. Without a mutation every promise is kept.
 */
export function eveningOf({ circumstances = {} }: Pick<Case, "circumstances">): Story {
  const { instances = 1, photoFinish } = circumstances;
  return {
    name: "evening",
    about: "An evening with orders of every kind, crashes, and two minutes without a broker.",
    needsFaultInjection: true,
    crowd: true,
    instances,
    async run(stage) {
      const customers = guests(stage);
      const late = await earlyEvening(stage, customers);
      // Killing one of several instances would let the other take over, and hide what the case is about.
      if (instances === 1) await crashes(stage, customers);
      await stage.faults.poison('{"specversion":', "orders.order-placed.v1");
      if (photoFinish) await photoFinishes(stage, customers);
      await stage.passes(12 * minute);
      await stage.customer.confirmsTooLate(late);
      for (let n = 0; n < 5; n += 1) await customers.order();
      await stage.passes(minute);
      await stage.rest();
    },
  };
}

interface Guests {
  /** The next guest orders. */
  order(card?: string): Promise<string>;
}

function guests({ customer }: Stage): Guests {
  let guest = 0;
  return {
    order(card) {
      guest += 1;
      return customer.places({ customerId: `guest-${guest}`, ...(card ? { card } : {}) });
    },
  };
}

/** Returns the order whose payment is confirmed too late. */
async function earlyEvening({ customer, passes }: Stage, guests: Guests): Promise<string> {
  for (let n = 0; n < 5; n += 1) {
    await guests.order();
    await passes(7 * second);
  }
  const late = await guests.order("tok_confirm");
  const inTime = await guests.order("tok_confirm");
  for (const card of ["tok_confirm", "tok_lost", "tok_flaky", "tok_declined"]) await guests.order(card);
  await passes(minute);
  await customer.confirms(inTime);
  const regretted = [await guests.order(), await guests.order()];
  await guests.order();
  await passes(3 * minute);
  for (const order of regretted) await customer.cancels(order);
  await passes(second);
  return late;
}

async function crashes({ faults, passes }: Stage, guests: Guests): Promise<void> {
  const payments = { service: "payments", instance: 1 } as const;
  const orders = { service: "orders", instance: 1 } as const;
  faults.killBeforeCommitting(payments);
  await guests.order();
  await passes(2 * second);
  faults.kill(payments);
  await passes(30 * second);
  await faults.start(payments);
  await guests.order();
  await passes(90);
  faults.kill(payments);
  await passes(20 * second);
  await faults.start(payments);
  faults.killBeforePublishing(orders);
  await guests.order();
  await passes(100);
  faults.kill(orders);
  await passes(20 * second);
  await faults.start(orders);
  faults.stopBroker();
  await guests.order();
  await guests.order();
  await passes(2 * minute);
  faults.startBroker();
}

/** Each of fifty payments is confirmed some milliseconds before or after it expires: the moment differs from one to the next. */
async function photoFinishes({ customer, order, passes }: Stage, guests: Guests): Promise<void> {
  const confirmations: { readonly id: string; readonly at: number }[] = [];
  let now = 0;
  for (let n = 0; n < 50; n += 1) {
    const id = await guests.order("tok_confirm");
    now = Date.parse((await order(id)).placedAt);
    confirmations.push({ id, at: now + 15 * minute + 10 + 3 * (n % 10) });
  }
  for (const { at, id } of confirmations.sort((a, b) => a.at - b.at)) {
    await passes(Math.max(0, at - now));
    await customer.confirmsTooLate(id);
    now = Math.max(now, at);
  }
}
