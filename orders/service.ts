import { hears } from "#contracts/hears.ts";
import { service } from "#messaging/service.ts";
import { onCancelOrder } from "./cancel-order.ts";
import { menus } from "./menu.ts";
import { onCourierAssigned } from "./on-courier-assigned.ts";
import { onCourierUnavailable } from "./on-courier-unavailable.ts";
import { onMenuChanged } from "./on-menu-changed.ts";
import { onOrderConfirmed } from "./on-order-confirmed.ts";
import { onOrderDelivered } from "./on-order-delivered.ts";
import { onOrderPickedUp } from "./on-order-picked-up.ts";
import { onOrderReady } from "./on-order-ready.ts";
import { onOrderRejected } from "./on-order-rejected.ts";
import { onPaymentDeclined } from "./on-payment-declined.ts";
import { onPaymentExpired } from "./on-payment-expired.ts";
import { onPaymentRefunded } from "./on-payment-refunded.ts";
import { onPaymentStarted } from "./on-payment-started.ts";
import { onPaymentSucceeded } from "./on-payment-succeeded.ts";
import { orderLists, orders } from "./order.ts";
import { onPlaceOrder } from "./place-order.ts";

/** Everything that can happen to an order. */
export const ordersService = service({
  name: "orders",
  hears: hears.orders,
  reactions: [
    onMenuChanged,
    onPlaceOrder,
    onCancelOrder,
    onPaymentStarted,
    onPaymentSucceeded,
    onPaymentDeclined,
    onPaymentExpired,
    onPaymentRefunded,
    onOrderConfirmed,
    onOrderRejected,
    onOrderReady,
    onCourierAssigned,
    onCourierUnavailable,
    onOrderPickedUp,
    onOrderDelivered,
  ],
  collections: [orders, menus],
  indexes: orderLists,
});
