import { dishes, habits } from "#stage/company/people/habits.ts";
import { client } from "#stage/remote/client.ts";
import type { Deployment } from "#stage/remote/deployment.ts";
import { remotePeople } from "#stage/remote/people.ts";
import { chance } from "#trials/simulation/chance.ts";

/** An order that the orders service accepted. */
export interface PlacedOrder {
  readonly orderId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the order runs straight through: no later request by the customer, no slow card. */
  readonly prompt: boolean;
}

export interface CustomersOptions {
  readonly deployment: Deployment;
  /** Orders per second. */
  readonly perSecond: number;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly onPlaced?: (placed: PlacedOrder) => void;
}

/** Customers who keep ordering over HTTP during faults. */
export interface Customers {
  placed(): number;
  /** How many requests were refused, or unanswered for two minutes. */
  refused(): number;
  /** Places one extra order now, with a valid card. */
  orders(): Promise<PlacedOrder>;
  /** Stops placing orders, and resolves when the last customer is done. */
  stop(): Promise<void>;
}

const laterMs = 300;

/** Starts customers at a steady rate, with varied habits; they retry unanswered requests. */
export function startCustomers({ deployment, onPlaced, perSecond, random }: CustomersOptions): Customers {
  const draw = chance(random);
  const underWay = new Set<Promise<void>>();
  const { customer } = remotePeople(
    client(deployment),
    deployment,
    draw.whole(0, 2 ** 32).toString(36),
    () => {},
  );
  let placed = 0;
  let refused = 0;

  async function order(card: string, prompt: boolean): Promise<PlacedOrder> {
    const [restaurantId, dishId] = draw.one(dishes);
    const items = [{ dishId, quantity: draw.whole(1, 3) }];
    const customerId = `customer-${draw.whole(1, 1_000)}`;
    const orderId = await customer.places({ customerId, restaurantId, items, card });
    const one = { orderId, at: Date.now(), prompt };
    placed += 1;
    onPlaced?.(one);
    return one;
  }

  async function visit(): Promise<void> {
    const { card, later } = draw.one(habits);
    const { orderId } = await order(card, later === "nothing" && prompt.has(card));
    if (later === "nothing") return;
    await new Promise((resolve) => setTimeout(resolve, laterMs));
    await (later === "cancel" ? customer.cancels(orderId) : customer.confirms(orderId));
  }

  function track(work: Promise<void>): void {
    const done = work.catch(() => {
      refused += 1;
    });
    underWay.add(done);
    void done.finally(() => underWay.delete(done));
  }

  const placing = setInterval(() => track(visit()), 1_000 / perSecond);
  return {
    placed: () => placed,
    refused: () => refused,
    orders: () => order("tok_ok", true),
    async stop() {
      clearInterval(placing);
      await Promise.all(underWay);
    },
  };
}

const prompt: ReadonlySet<string> = new Set(["tok_ok", "tok_declined"]);
