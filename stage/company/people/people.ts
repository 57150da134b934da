import { demoCouriers } from "#couriers/demo-couriers.ts";
import { setShift } from "#couriers/set-shift.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { orderIdOf, placeOrder } from "#orders/place-order.ts";
import { idFor } from "#outside/payment-provider/events.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import { confirmPayment } from "#payments/confirm-payment.ts";
import { changeRestaurant } from "#restaurants/change-restaurant.ts";
import type { Untimed } from "../../narrative/recorder.ts";
import type { CompanyStaff, Customer } from "../../stories/story.ts";
import type { SubmitCommand } from "./commands.ts";

export interface PeopleOptions {
  readonly command: SubmitCommand;
  readonly nextId: () => string;
  readonly provider: Pick<Provider, "confirm">;
  /** Called with actions that the company does not see. */
  readonly record: (entry: Untimed) => void;
  /**
   * The customer of an order that somebody else placed: over HTTP, for example.
   * @default undefined for each
   */
  readonly customerOf?: (orderId: string) => string | undefined;
}

/** The customers and the staff of an embedded company. They submit the commands that HTTP requests would. */
export function people(options: PeopleOptions): {
  readonly customer: Customer;
  readonly staff: CompanyStaff;
  /** The number of orders placed. */
  orders(): number;
} {
  const { command, customerOf = () => undefined, nextId, provider, record } = options;
  const customers = new Map<string, string>();
  const whose = (orderId: string) => customers.get(orderId) ?? customerOf(orderId) ?? "";
  const own = (orderId: string) => ({ orderId, customerId: whose(orderId) });

  return {
    orders: () => customers.size,
    customer: {
      async places(wish = {}) {
        const { restaurantId = "trattoria-sole", card = "tok_ok", customerId = "ada" } = wish;
        const { items = [{ dishId: "margherita", quantity: 1 }] } = wish;
        const id = nextId();
        const orderId = orderIdOf(id);
        customers.set(orderId, customerId);
        const customer = { customerId, name: "Ada", email: `${customerId}@example.com` };
        const asked = { orderId, customer, restaurantId, items, card, address: "1 Ballet Lane" };
        await command("orders", placeOrder, orderId, asked, id).catch((refusal) => {
          record({ kind: "orders-refused", count: 1 });
          throw refusal;
        });
        return orderId;
      },
      cancels: (orderId) => command("orders", cancelOrder, orderId, own(orderId)),
      confirms: (orderId) => command("payments", confirmPayment, orderId, own(orderId)),
      async confirmsTooLate(orderId) {
        const who = whose(orderId);
        record({ kind: "person", who, did: { what: "confirms-at-the-bank", orderId } });
        await provider.confirm(idFor("ch", `charge:${orderId}`));
      },
    },
    staff: {
      changesRestaurant: (change) => command("restaurants", changeRestaurant, change.restaurantId, change),
      async endsShifts(zone, except) {
        for (const { courierId } of demoCouriers.filter(
          (one) => one.zone === zone && one.courierId !== except,
        )) {
          await command("couriers", setShift, courierId, { courierId, zone, onShift: false });
        }
      },
      startsShift: (courierId, zone) =>
        command("couriers", setShift, courierId, { courierId, zone, onShift: true }),
    },
  };
}
