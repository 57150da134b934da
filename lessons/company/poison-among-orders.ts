import type { Delivery } from "#messaging/broker.ts";
import type { Story } from "#stage/stories/story.ts";
import type { Change, Tally } from "./changes.ts";
import { delivering } from "./changes.ts";

/** An unreadable message arrives in the middle of `orders` valid ones. */
export const poisonAmong = (orders: number): Story => ({
  name: "poison-among-orders",
  about: `An unreadable message arrives among ${orders} valid orders.`,
  needsFaultInjection: true,
  crowd: true,
  async run({ customer, faults, rest }) {
    for (let n = 1; n <= orders; n += 1) {
      await customer.places({ customerId: `customer-${n}` });
      if (n === orders / 2) await faults.poison('{"specversion": "1.0", "type": ', "orders.order-placed.v1");
    }
    await rest();
  },
});

/** Tallies `handedOut` for each delivery of an unreadable message to payments. */
export const countingPoison = (tally: Tally): Change =>
  delivering("payments.inbox", (delivery, pass) => {
    if (!isReadable(delivery)) tally("handedOut");
    pass(delivery);
  });

/** Payments returns an unreadable message to the queue, `most` times at most: it would never stop. */
export function requeuingPoison(most: number): Change {
  let returned = 0;
  return delivering("payments.inbox", (delivery, pass) => {
    if (isReadable(delivery) || returned > most) return pass(delivery);
    returned += 1;
    throw new Error("this message cannot be read: back into the queue");
  });
}

function isReadable({ body }: Delivery): boolean {
  try {
    JSON.parse(new TextDecoder().decode(body));
    return true;
  } catch {
    return false;
  }
}
