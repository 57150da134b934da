// Generated from the schemas and hears.ts: run npm run generate instead of editing.

/** An instant in UTC, ISO 8601 with milliseconds. In this form, instants sort as text. */
export type Instant = string;

/** The data of every event, by its type. */
export interface Events {
  "couriers.courier-assigned.v1": CouriersCourierAssignedV1;
  "couriers.courier-unavailable.v1": CouriersCourierUnavailableV1;
  "couriers.order-delivered.v1": CouriersOrderDeliveredV1;
  "couriers.order-picked-up.v1": CouriersOrderPickedUpV1;
  "orders.order-cancelled.v1": OrdersOrderCancelledV1;
  "orders.order-placed.v1": OrdersOrderPlacedV1;
  "payments.payment-confirmation-required.v1": PaymentsPaymentConfirmationRequiredV1;
  "payments.payment-declined.v1": PaymentsPaymentDeclinedV1;
  "payments.payment-expired.v1": PaymentsPaymentExpiredV1;
  "payments.payment-refunded.v1": PaymentsPaymentRefundedV1;
  "payments.payment-started.v1": PaymentsPaymentStartedV1;
  "payments.payment-succeeded.v1": PaymentsPaymentSucceededV1;
  "restaurants.menu-changed.v1": RestaurantsMenuChangedV1;
  "restaurants.order-confirmed.v1": RestaurantsOrderConfirmedV1;
  "restaurants.order-ready.v1": RestaurantsOrderReadyV1;
  "restaurants.order-rejected.v1": RestaurantsOrderRejectedV1;
}

/** A free courier took the delivery. */
export interface CouriersCourierAssignedV1 {
  /** The order. */
  orderId: string;
  /** The courier of this delivery. */
  courierId: string;
  /** The courier's name, for people to read. */
  courierName: string;
}

/** No courier became free in time, and the search has ended. */
export interface CouriersCourierUnavailableV1 {
  /** The order. */
  orderId: string;
  /** The delivery zone of the address. */
  zone: string;
  /** How long the order waited for a courier, in seconds. */
  waitedSeconds: number;
}

/** The customer has the food. */
export interface CouriersOrderDeliveredV1 {
  /** The order. */
  orderId: string;
  /** The courier of this delivery. */
  courierId: string;
}

/** The courier has the food and is on the way. */
export interface CouriersOrderPickedUpV1 {
  /** The order. */
  orderId: string;
  /** The courier of this delivery. */
  courierId: string;
}

/** The order will not be fulfilled. Every service undoes its part. */
export interface OrdersOrderCancelledV1 {
  /** The cancelled order. */
  orderId: string;
  /** Why it was cancelled. */
  reason: "customer" | "payment-declined" | "payment-expired" | "restaurant-rejected" | "courier-unavailable";
  /** More about the reason, for people to read. */
  detail?: string;
}

/** The customer placed an order, and we accepted it. The card is not charged yet. */
export interface OrdersOrderPlacedV1 {
  /** The new order. */
  orderId: string;
  /** The customer. */
  customer: {
    /** The customer's id in the access token. */
    customerId: string;
    /** How to address the customer. */
    name: string;
    /** The address for notifications. */
    email: string;
  };
  /** The restaurant. */
  restaurantId: string;
  /** The delivery zone of the restaurant and of the address. */
  zone: string;
  /** The ordered dishes, at the prices of that moment. */
  items: {
    /** The dish on the restaurant's menu. */
    dishId: string;
    /** The dish's name when it was ordered. */
    name: string;
    /** The number of portions. */
    quantity: number;
    /** The price of one portion, in minor units of the total's currency. */
    unitPrice: number;
  }[];
  /** The total that the customer pays. */
  total: Money;
  /** The payment provider's token of the linked card; never a card number. */
  card: string;
  /** The delivery address, as one line of text. */
  address: string;
  /** A note from the customer to the restaurant and the courier. */
  note?: string;
}

/** An amount of money in integer minor units (1250 is 12.50 EUR). */
export interface Money {
  /** Minor units of the currency. The maximum is the most expensive possible order: 50 items, 99 of each, at 10,000.00. */
  amount: number;
  /** ISO 4217 code. */
  currency: "EUR";
}

/** The customer's bank wants the customer to confirm the charge before it goes through. */
export interface PaymentsPaymentConfirmationRequiredV1 {
  /** The order. */
  orderId: string;
  /** The amount to charge. */
  amount: Money;
  /** When the payment expires unless it has succeeded by then. */
  expiresAt: Instant;
}

/** The payment provider permanently refused the charge. Nothing was charged. */
export interface PaymentsPaymentDeclinedV1 {
  /** The order. */
  orderId: string;
  /** Why the provider refused. */
  reason: "card-declined" | "insufficient-funds" | "invalid-card";
}

/** The payment did not succeed in time. Money that arrives later is refunded. */
export interface PaymentsPaymentExpiredV1 {
  /** The order. */
  orderId: string;
  /** When the payment expired. */
  expiredAt: Instant;
}

/** The customer got a refund. */
export interface PaymentsPaymentRefundedV1 {
  /** The order. */
  orderId: string;
  /** The refunded amount. */
  amount: Money;
  /** The payment provider's id of the charge. */
  chargeId: string;
  /** The payment provider's id of the refund. */
  refundId: string;
  /** Why the payment was refunded. */
  reason: "order-cancelled" | "paid-too-late";
}

/** We requested a charge of the customer's card. From now on the payment can expire. */
export interface PaymentsPaymentStartedV1 {
  /** The order. */
  orderId: string;
  /** The amount to charge. */
  amount: Money;
  /** When the payment expires unless it has succeeded by then. */
  expiresAt: Instant;
}

/** The customer's card was charged. */
export interface PaymentsPaymentSucceededV1 {
  /** The order. */
  orderId: string;
  /** The charged amount. */
  amount: Money;
  /** The payment provider's id of the charge. */
  chargeId: string;
}

/** The restaurant's whole current menu. Consumers keep a copy of the highest revision. */
export interface RestaurantsMenuChangedV1 {
  /** The restaurant whose menu this is. */
  restaurantId: string;
  /** The restaurant's name. */
  name: string;
  /** The delivery zone that the restaurant serves. */
  zone: string;
  /** The ISO 4217 code of all prices. */
  currency: "EUR";
  /** Grows by one with each change, so that an older menu never replaces a newer one. */
  revision: number;
  /** Every dish on the menu; empty if there is none. */
  dishes: {
    /** The dish. */
    dishId: string;
    /** The dish's name. */
    name: string;
    /** The price of one portion, in minor units. */
    price: number;
    /** Whether it is available now. */
    available: boolean;
  }[];
}

/** The restaurant accepted the paid order and is cooking it. A courier is needed. */
export interface RestaurantsOrderConfirmedV1 {
  /** The order. */
  orderId: string;
  /** The restaurant that cooks the order. */
  restaurantId: string;
  /** The restaurant's name, for people to read. */
  restaurantName: string;
  /** The delivery zone of the address. */
  zone: string;
  /** The delivery address, as one line of text. */
  address: string;
  /** When the restaurant expects the food to be ready. */
  readyAt: Instant;
}

/** The food is cooked and packed, and ready for pickup. */
export interface RestaurantsOrderReadyV1 {
  /** The order. */
  orderId: string;
  /** The restaurant where the courier picks the food up. */
  restaurantId: string;
}

/** The restaurant cannot cook the paid order. */
export interface RestaurantsOrderRejectedV1 {
  /** The order. */
  orderId: string;
  /** The restaurant that rejected the order. */
  restaurantId: string;
  /** Why the restaurant rejected the order. */
  reason: "closed" | "dish-unavailable" | "kitchen-overloaded";
  /** The unavailable dishes, if that is the reason. */
  dishIds?: string[];
}

/** The envelope of every event: CloudEvents 1.0 in structured mode, application/cloudevents+json. */
export interface EnvelopeAttributes {
  /** The version of CloudEvents. */
  specversion: "1.0";
  /** The id of the message: a UUID in lower case. Consumers remember it, and handle the message once. */
  id: string;
  /** The producer: a slash and the service's name. */
  source: string;
  /** <service>.<event>.v<N>: the routing key, and the path of the schema. Messages of a service to itself have no version. */
  type: string;
  /** The subject: an order, or the restaurant whose menu changed. */
  subject: string;
  /** When it happened: UTC, with milliseconds. */
  time: string;
  /** The data is JSON. */
  datacontenttype: "application/json";
  /** The URI of the data's schema. The path after the host is the schema's path in this repository. Consumers do not fetch it. */
  dataschema: string;
  /** The process that this message belongs to: usually the order. */
  correlationid: string;
  /** The message that caused this one. */
  causationid: string;
  /** The position among the events of one document of the source, in digits. It grows. */
  sequence: string;
  /** W3C Trace Context. */
  traceparent: string;
}

/** The name of an event: its routing key, and the path of its schema. */
export type EventType = keyof Events;

/** What each service hears. */
export interface Hears {
  orders:
    | "payments.payment-started.v1"
    | "payments.payment-succeeded.v1"
    | "payments.payment-declined.v1"
    | "payments.payment-expired.v1"
    | "payments.payment-refunded.v1"
    | "restaurants.menu-changed.v1"
    | "restaurants.order-confirmed.v1"
    | "restaurants.order-rejected.v1"
    | "restaurants.order-ready.v1"
    | "couriers.courier-assigned.v1"
    | "couriers.courier-unavailable.v1"
    | "couriers.order-picked-up.v1"
    | "couriers.order-delivered.v1";
  payments:
    | "orders.order-placed.v1"
    | "orders.order-cancelled.v1";
  restaurants:
    | "orders.order-placed.v1"
    | "payments.payment-succeeded.v1"
    | "orders.order-cancelled.v1";
  couriers:
    | "restaurants.order-confirmed.v1"
    | "restaurants.order-ready.v1"
    | "orders.order-cancelled.v1";
  notifications:
    | "orders.order-placed.v1"
    | "payments.payment-confirmation-required.v1"
    | "payments.payment-succeeded.v1"
    | "payments.payment-refunded.v1"
    | "restaurants.order-confirmed.v1"
    | "couriers.courier-assigned.v1"
    | "couriers.order-picked-up.v1"
    | "couriers.order-delivered.v1"
    | "orders.order-cancelled.v1";
}

/** What each service says. */
export interface Emits {
  orders:
    | "orders.order-cancelled.v1"
    | "orders.order-placed.v1";
  payments:
    | "payments.payment-confirmation-required.v1"
    | "payments.payment-declined.v1"
    | "payments.payment-expired.v1"
    | "payments.payment-refunded.v1"
    | "payments.payment-started.v1"
    | "payments.payment-succeeded.v1";
  restaurants:
    | "restaurants.menu-changed.v1"
    | "restaurants.order-confirmed.v1"
    | "restaurants.order-ready.v1"
    | "restaurants.order-rejected.v1";
  couriers:
    | "couriers.courier-assigned.v1"
    | "couriers.courier-unavailable.v1"
    | "couriers.order-delivered.v1"
    | "couriers.order-picked-up.v1";
  notifications: never;
}

export type ServiceName = keyof Hears;

type CompanyEvents = Events;

/** The chassis knows these events: the compiler checks each type name in a reaction, and its data. */
declare module "#messaging/events.ts" {
  interface Events extends CompanyEvents {}
}

/** An event as it travels: a union that `type` tells apart. */
export type Envelope<T extends EventType = EventType> = {
  [K in T]: EnvelopeAttributes & { type: K; data: Events[K] };
}[T];
