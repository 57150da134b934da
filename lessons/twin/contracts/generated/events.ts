// Generated from the schemas and hears.ts: run npm run generate instead of editing.

/** An instant in UTC, ISO 8601 with milliseconds. In this form, instants sort as text. */
export type Instant = string;

/** The data of every event, by its type. */
export interface Events {
  "conductor.cancel-order.v1": ConductorCancelOrderV1;
  "conductor.cancel-payment.v1": ConductorCancelPaymentV1;
  "conductor.charge-card.v1": ConductorChargeCardV1;
  "conductor.cook-order.v1": ConductorCookOrderV1;
  "conductor.pick-up-order.v1": ConductorPickUpOrderV1;
  "conductor.record-fact.v1": ConductorRecordFactV1;
  "conductor.release-courier.v1": ConductorReleaseCourierV1;
  "conductor.send-courier.v1": ConductorSendCourierV1;
  "conductor.stop-cooking.v1": ConductorStopCookingV1;
}

/** To orders: a step failed, so the order is cancelled. */
export interface ConductorCancelOrderV1 {
  /** The order. */
  orderId: string;
  /** Why the order is cancelled. */
  reason: "payment-declined" | "payment-expired" | "restaurant-rejected" | "courier-unavailable";
  /** What failed. */
  what:
    | "payment-started"
    | "payment-succeeded"
    | "payment-declined"
    | "payment-expired"
    | "payment-refunded"
    | "order-confirmed"
    | "order-rejected"
    | "order-ready"
    | "courier-assigned"
    | "courier-unavailable"
    | "order-picked-up"
    | "order-delivered";
  /** When it happened, by the clock of the service that reported it. */
  at: Instant;
  /** The service that reported it; orders, if a worker did not answer in time. */
  by: "orders" | "payments" | "restaurants" | "couriers";
  /** Details for people to read. */
  detail?: string;
}

/** To payments: charge nothing, and refund what was charged. */
export interface ConductorCancelPaymentV1 {
  /** The order. */
  orderId: string;
}

/** To payments: charge the customer's card. */
export interface ConductorChargeCardV1 {
  /** The order. */
  orderId: string;
  /** The customer. */
  customer: {
    /** The customer's id in the access token. */
    customerId: string;
  };
  /** The total that the customer pays. */
  total: Money;
  /** The payment provider's token of the linked card; never a card number. */
  card: string;
}

/** An amount of money in integer minor units (1250 is 12.50 EUR). */
export interface Money {
  /** Minor units of the currency. The maximum is the most expensive possible order: 50 items, 99 of each, at 10,000.00. */
  amount: number;
  /** ISO 4217 code. */
  currency: "EUR";
}

/** To restaurants: the order is paid, cook it. */
export interface ConductorCookOrderV1 {
  /** The order. */
  orderId: string;
  /** The restaurant that cooks the order. */
  restaurantId: string;
  /** The delivery zone of the address. */
  zone: string;
  /** The delivery address, as one line of text. */
  address: string;
  /** The ordered dishes. */
  dishIds: string[];
}

/** To couriers: the food is ready, pick it up and deliver it. */
export interface ConductorPickUpOrderV1 {
  /** The order. */
  orderId: string;
}

/** To orders: record how far the order is, for the customer to read. */
export interface ConductorRecordFactV1 {
  /** The order. */
  orderId: string;
  /** What happened. */
  what:
    | "payment-started"
    | "payment-succeeded"
    | "payment-declined"
    | "payment-expired"
    | "payment-refunded"
    | "order-confirmed"
    | "order-rejected"
    | "order-ready"
    | "courier-assigned"
    | "courier-unavailable"
    | "order-picked-up"
    | "order-delivered";
  /** When it happened, by the clock of the service that reported it. */
  at: Instant;
  /** The service that reported it; orders, if a worker did not answer in time. */
  by: "orders" | "payments" | "restaurants" | "couriers";
  /** Details for people to read. */
  detail?: string;
}

/** To couriers: the order is cancelled, call its courier back. */
export interface ConductorReleaseCourierV1 {
  /** The order. */
  orderId: string;
}

/** To couriers: the kitchen cooks, send a courier there. */
export interface ConductorSendCourierV1 {
  /** The order. */
  orderId: string;
  /** The restaurant's name, for people to read. */
  restaurantName: string;
  /** The delivery zone of the address. */
  zone: string;
  /** The delivery address, as one line of text. */
  address: string;
}

/** To restaurants: the order is cancelled, stop cooking it. */
export interface ConductorStopCookingV1 {
  /** The order. */
  orderId: string;
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
    | "conductor.record-fact.v1"
    | "conductor.cancel-order.v1";
  payments:
    | "conductor.charge-card.v1"
    | "conductor.cancel-payment.v1";
  restaurants:
    | "conductor.cook-order.v1"
    | "conductor.stop-cooking.v1";
  couriers:
    | "conductor.send-courier.v1"
    | "conductor.pick-up-order.v1"
    | "conductor.release-courier.v1";
  notifications: never;
  conductor: never;
}

/** What each service says. */
export interface Emits {
  orders: never;
  payments: never;
  restaurants: never;
  couriers: never;
  notifications: never;
  conductor:
    | "conductor.cancel-order.v1"
    | "conductor.cancel-payment.v1"
    | "conductor.charge-card.v1"
    | "conductor.cook-order.v1"
    | "conductor.pick-up-order.v1"
    | "conductor.record-fact.v1"
    | "conductor.release-courier.v1"
    | "conductor.send-courier.v1"
    | "conductor.stop-cooking.v1";
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
