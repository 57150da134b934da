import { demoCouriers } from "#couriers/demo-couriers.ts";
import type { Principal } from "#messaging/http/request/auth.ts";
import { idFor } from "#outside/payment-provider/events.ts";
import type { Deed } from "../narrative/entry.ts";
import type { CompanyStaff, Customer } from "../stories/story.ts";
import type { Client } from "./client.ts";
import type { Deployment } from "./deployment.ts";

const staff: Principal = { id: "sam", name: "Sam", email: "sam@example.com", role: "staff" };

/** The customers and the staff of a deployment, who act through its HTTP APIs. */
export interface RemotePeople {
  readonly customer: Customer;
  readonly staff: CompanyStaff;
  /** The customer who placed an order. */
  customerOf(orderId: string): Principal;
  /** The ids of all orders placed. */
  orders(): readonly string[];
}

/**
 * @param runId distinguishes these customers from those of earlier runs against the deployment
 * @param onPlaced called with each order id as soon as it is known
 * @param act called with what people do
 */
export function remotePeople(
  client: Client,
  { providerUrl }: Pick<Deployment, "providerUrl">,
  runId: string,
  onPlaced: (orderId: string) => void,
  act: (who: string, did: Deed) => void = () => {},
): RemotePeople {
  const placedBy = new Map<string, Principal>();

  const customerOf = (orderId: string): Principal => {
    const customer = placedBy.get(orderId);
    if (!customer) throw new Error(`order ${orderId} was not placed in this story`);
    return customer;
  };

  const nameOf = (orderId: string): string => customerOf(orderId).id.replace(`-${runId}`, "");

  /** A customer confirms only once asked to: waits until the payment requires it. */
  async function askedToConfirm(orderId: string): Promise<void> {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
      const asking = client.ask(customerOf(orderId), "GET", `/payments/${orderId}`);
      const { body } = await asking.catch(() => ({ body: undefined }));
      if (isAwaited(body)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  return {
    customerOf,
    orders: () => [...placedBy.keys()],
    customer: {
      async places(wish = {}) {
        const { restaurantId = "trattoria-sole", card = "tok_ok", customerId = "ada" } = wish;
        const { items = [{ dishId: "margherita", quantity: 1 }] } = wish;
        const id = `${customerId}-${runId}`;
        const customer: Principal = { id, name: "Ada", email: `${id}@example.com`, role: "customer" };
        const asked = { restaurantId, items, card, address: "1 Ballet Lane" };
        const { location } = await client.ask(customer, "POST", "/orders", asked);
        const orderId = location?.split("/").at(-1);
        if (!orderId) throw new Error("POST /orders: the answer has no Location");
        placedBy.set(orderId, customer);
        act(customerId, { what: "orders", orderId, restaurantId, items, card });
        onPlaced(orderId);
        return orderId;
      },
      async cancels(orderId) {
        act(nameOf(orderId), { what: "cancels", orderId });
        await client.ask(customerOf(orderId), "POST", `/orders/${orderId}/cancel`, {});
      },
      async confirms(orderId) {
        await askedToConfirm(orderId);
        act(nameOf(orderId), { what: "confirms", orderId });
        await client.ask(customerOf(orderId), "POST", `/payments/${orderId}/confirm`, {});
      },
      async confirmsTooLate(orderId) {
        act(nameOf(orderId), { what: "confirms-at-the-bank", orderId });
        const path = `/charges/${idFor("ch", `charge:${orderId}`)}/confirm`;
        for (const deadline = Date.now() + 30_000; ; ) {
          const answer = await fetch(`${providerUrl}${path}`, { method: "POST" });
          if (answer.ok) return;
          const why = `the provider returned ${answer.status} for ${path}`;
          // The customer may be faster than our charge request, so the provider may not know the charge yet.
          if (answer.status !== 404 || Date.now() > deadline) throw new Error(why);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
    },
    staff: {
      async changesRestaurant({ restaurantId, ...change }) {
        act("staff", { what: "changes-restaurant", restaurantId, ...change });
        await client.ask(staff, "PATCH", `/restaurants/${restaurantId}`, change);
      },
      async endsShifts(zone, except) {
        const home = demoCouriers.filter((one) => one.zone === zone && one.courierId !== except);
        for (const { courierId } of home) {
          act(courierId, { what: "ends-shift", courierId, zone });
          await client.ask(staff, "PATCH", `/couriers/${courierId}`, { onShift: false });
        }
      },
      async startsShift(courierId, zone) {
        act(courierId, { what: "starts-shift", courierId, zone });
        await client.ask(staff, "PATCH", `/couriers/${courierId}`, { onShift: true });
      },
    },
  };
}

const isAwaited = (payment: unknown): boolean =>
  typeof payment === "object" && payment !== null && "status" in payment && payment.status !== "charging";
