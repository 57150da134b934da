import { couriers } from "#couriers/courier.ts";
import { deliveries } from "#couriers/delivery.ts";
import { onHire } from "#couriers/hire-courier.ts";
import { onAssign } from "#couriers/on-assign.ts";
import { onGiveUp } from "#couriers/on-give-up.ts";
import { onOrderCancelled as releaseCourier } from "#couriers/on-order-cancelled.ts";
import { onOrderConfirmed as sendCourier } from "#couriers/on-order-confirmed.ts";
import { onOrderReady as pickUpOrder } from "#couriers/on-order-ready.ts";
import { onRelease } from "#couriers/on-release.ts";
import { onTravelDone } from "#couriers/on-travel-done.ts";
import { rosterLists, rosters } from "#couriers/roster.ts";
import { onSetShift } from "#couriers/set-shift.ts";
import type { CouriersSettings } from "#couriers/settings.ts";
import { service } from "#messaging/service.ts";
import { onCancelOrder as onCustomerCancels } from "#orders/cancel-order.ts";
import { menus } from "#orders/menu.ts";
import { onMenuChanged } from "#orders/on-menu-changed.ts";
import { orderLists, orders } from "#orders/order.ts";
import { onPlaceOrder } from "#orders/place-order.ts";
import { onConfirmPayment } from "#payments/confirm-payment.ts";
import { onChargeSettled } from "#payments/on-charge-settled.ts";
import { onOrderCancelled as cancelPayment } from "#payments/on-order-cancelled.ts";
import { onOrderPlaced as chargeCard } from "#payments/on-order-placed.ts";
import { onPaymentExpiry } from "#payments/on-payment-expiry.ts";
import { onRefundSettled } from "#payments/on-refund-settled.ts";
import { payments } from "#payments/payment.ts";
import { charge, confirm, refund } from "#payments/provider.ts";
import type { PaymentSettings } from "#payments/settings.ts";
import { onAddRestaurant } from "#restaurants/add-restaurant.ts";
import { onChangeRestaurant } from "#restaurants/change-restaurant.ts";
import { onCheckOrder } from "#restaurants/on-check-order.ts";
import { onCookingDone } from "#restaurants/on-cooking-done.ts";
import { onFreeSlot } from "#restaurants/on-free-slot.ts";
import { onOrderCancelled as stopCooking } from "#restaurants/on-order-cancelled.ts";
import { restaurantLists, restaurants } from "#restaurants/restaurant.ts";
import type { RestaurantsSettings } from "#restaurants/settings.ts";
import { tickets } from "#restaurants/ticket.ts";
import { hears } from "../contracts/hears.ts";
import { commanded } from "./commanded.ts";
import { onCancelOrder } from "./on-cancel-order.ts";
import { onCookOrder } from "./on-cook-order.ts";
import { onRecordFact } from "./on-record-fact.ts";

/** Takes orders and cancellations from customers, and shows them what the conductor reports. */
export const ordersService = service({
  name: "orders",
  hears: hears.orders,
  reactions: [onMenuChanged, onPlaceOrder, onCustomerCancels, onRecordFact, onCancelOrder],
  collections: [orders, menus],
  indexes: orderLists,
});

export const paymentsService = (settings: PaymentSettings) =>
  service({
    name: "payments",
    hears: hears.payments,
    reactions: [
      commanded("conductor.charge-card.v1", chargeCard(settings)),
      commanded("conductor.cancel-payment.v1", cancelPayment),
      onConfirmPayment,
      onChargeSettled,
      onPaymentExpiry,
      onRefundSettled,
    ],
    calls: [charge, confirm, refund],
    collections: [payments],
  });

export const restaurantsService = (settings: RestaurantsSettings) =>
  service({
    name: "restaurants",
    hears: hears.restaurants,
    reactions: [
      onCookOrder,
      commanded("conductor.stop-cooking.v1", stopCooking),
      onCheckOrder(settings),
      onCookingDone,
      onFreeSlot,
      onAddRestaurant,
      onChangeRestaurant,
    ],
    collections: [restaurants, tickets],
    indexes: restaurantLists,
  });

export const couriersService = (settings: CouriersSettings) =>
  service({
    name: "couriers",
    hears: hears.couriers,
    reactions: [
      commanded("conductor.send-courier.v1", sendCourier(settings)),
      commanded("conductor.pick-up-order.v1", pickUpOrder(settings)),
      commanded("conductor.release-courier.v1", releaseCourier),
      onTravelDone,
      onAssign(settings),
      onGiveUp,
      onRelease,
      onHire,
      onSetShift,
    ],
    collections: [deliveries, rosters, couriers],
    indexes: rosterLists,
  });
