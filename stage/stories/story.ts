import type { FactName, Order, OrderStatus } from "#orders/order.ts";
import type { RestaurantChange } from "#restaurants/change-restaurant.ts";
import type { InstanceId } from "../company/company.ts";

/** Something that happens to a food-delivery company, told so that one can watch what its services make of it. */
export interface Story {
  /** For the command line: lower case, words joined by hyphens. */
  readonly name: string;
  /** What is about to happen, in one sentence. */
  readonly about: string;
  /** How many instances of every service take part. Default 1. */
  readonly instances?: number;
  /** Whether it needs fault injection (kills, faults, poison), which only the embedded company offers. */
  readonly needsFaultInjection: boolean;
  /** A crowd of orders: its timeline shows one of them. */
  readonly crowd?: true;
  run(stage: Stage): Promise<void>;
}

/** What a story can do, whether the company is in this process or far away. */
export interface Stage {
  readonly customer: Customer;
  readonly staff: CompanyStaff;
  readonly faults: FaultControls;
  /** Lets time pass, in the choreography's own measure. */
  passes(ms: number): Promise<void>;
  /** Waits until an order has come this far; being cancelled counts only when asked for. */
  until(orderId: string, status: OrderStatus): Promise<void>;
  /** Waits until a fact is written down in an order's history. */
  happens(orderId: string, what: FactName): Promise<void>;
  /** Waits until nothing is under way any more. */
  rest(): Promise<void>;
  order(orderId: string): Promise<Order>;
  /** From 0 to 1, 1 excluded: chance, as the seed has it. */
  random(): number;
  /** A claim of the story: if it is not so, the story has failed. */
  claim(what: string, isSo: boolean): void;
}

/** Where stories are told: a company in this process, or one far away. */
export interface Venue {
  /** All that a story can do; whoever tells it notes its claims. */
  readonly stage: Omit<Stage, "claim">;
  /** Ends the house, and says what was seen there. */
  end(): Promise<VenueResult>;
}

/** What was seen of a company while a story was told, and when it had come to rest. */
export interface VenueResult {
  readonly orders: number;
  readonly events: number;
  /** Messages that arrived again after they had been handled. */
  readonly duplicates: number;
  readonly retries: number;
  readonly parked: number;
  readonly virtualMs: number;
  /** What contradicts the invariants; empty when all held. */
  readonly violations: readonly string[];
}

export interface OrderRequest {
  readonly restaurantId?: string;
  readonly items?: readonly { readonly dishId: string; readonly quantity: number }[];
  /** A card token of the payment provider. Default `tok_ok`. */
  readonly card?: string;
  readonly customerId?: string;
}

export interface Customer {
  /** Places an order, by default a pizza that is paid for; the id of the order comes back. */
  places(wish?: OrderRequest): Promise<string>;
  cancels(orderId: string): Promise<void>;
  /** Confirms the payment, in time. */
  confirms(orderId: string): Promise<void>;
  /** Confirms at the provider directly, when our own time to pay is over. */
  confirmsTooLate(orderId: string): Promise<void>;
}

export interface CompanyStaff {
  changesRestaurant(restaurant: RestaurantChange): Promise<void>;
  /** Sends every courier of a zone home; the one named stays. */
  endsShifts(zone: string, except?: string): Promise<void>;
  startsShift(courierId: string, zone: string): Promise<void>;
}

/** What can only be done from inside. */
export interface FaultControls {
  kill(who: InstanceId): void;
  start(who: InstanceId): Promise<void>;
  /** Kills an instance the moment it is about to publish something: committed, and not yet said. */
  killBeforePublishing(who: InstanceId): void;
  publishEverythingTwice(): void;
  /** Kills an instance the moment it is about to commit something: decided, and not yet true. */
  killBeforeCommitting(who: InstanceId): void;
  /** The broker goes down, with every connection; what its queues hold survives. */
  stopBroker(): void;
  startBroker(): void;
  /** Puts a message that nobody can read among the events, where `hears` would have heard it. */
  poison(body: string, type: string): Promise<void>;
}
