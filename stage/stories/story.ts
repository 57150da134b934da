import type { ServiceName } from "#contracts/generated/events.ts";
import type { FactName } from "#orders/fact.ts";
import type { Order } from "#orders/order.ts";
import type { OrderStatus } from "#orders/status.ts";
import type { RestaurantChange } from "#restaurants/change-restaurant.ts";
import type { InstanceId } from "../company/instance-id.ts";

/** A scenario for the company, in steps that show how its services react. */
export interface Story {
  /** For the command line: lower case, words joined by hyphens. */
  readonly name: string;
  /** The scenario in one sentence. */
  readonly about: string;
  /** How many instances of every service take part. Default 1. */
  readonly instances?: number;
  /** Whether it needs fault injection (kills, faults, poison), which only the embedded company offers. */
  readonly needsFaultInjection: boolean;
  /** Whether there are many orders; the timeline shows one of them. */
  readonly crowd?: true;
  run(stage: Stage): Promise<void>;
}

/** A story for people: with what it teaches. */
export interface ToldStory extends Story {
  readonly moral: Moral;
}

/** What a story teaches. */
export interface Moral {
  /** A short sentence (at most 48 letters), and then what would have gone wrong, for whom, and what prevents it. */
  readonly text: string;
  /** The number of the interview question that it answers. */
  readonly question: number;
  /** The guarantee that one can switch off to see it go wrong. */
  readonly without?: string;
}

/** The steps available to a story, in every venue. */
export interface Stage {
  readonly customer: Customer;
  readonly staff: CompanyStaff;
  readonly faults: FaultControls;
  /** Lets time pass, in milliseconds of the choreography. */
  passes(ms: number): Promise<void>;
  /** Waits until an order has reached a status or gone past it; `cancelled` only matches itself. */
  until(orderId: string, status: OrderStatus): Promise<void>;
  /** Waits until an order's history contains a fact. */
  happens(orderId: string, what: FactName): Promise<void>;
  /** Waits until no work is in progress. */
  rest(): Promise<void>;
  order(orderId: string): Promise<Order>;
  /** A random number from 0 to 1, 1 excluded, determined by the seed. */
  random(): number;
  /** Asserts something; if it is false, the story fails. */
  claim(what: string, isSo: boolean): void;
}

/** Where a story runs: the company in this process, or a deployment. */
export interface Venue {
  /** The steps; `runStory` adds `claim`. */
  readonly stage: Omit<Stage, "claim">;
  /** Shuts the venue down, and returns what was observed. */
  end(): Promise<VenueResult>;
}

/** What was observed during a story, and once the company was at rest. */
export interface VenueResult {
  readonly orders: number;
  readonly events: number;
  /** Messages redelivered after they had been handled. */
  readonly duplicates: number;
  /** Undefined in a deployment: from outside, a retry is not visible. */
  readonly retries: number | undefined;
  readonly parked: number;
  /** How long the story took: of virtual time in this process, of real time in a deployment. */
  readonly tookMs: number;
  /** The violations of the invariants; empty if all hold. */
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
  /** Places an order, by default a pizza with a valid card, and returns its id. */
  places(wish?: OrderRequest): Promise<string>;
  cancels(orderId: string): Promise<void>;
  /** Confirms the payment, in time. */
  confirms(orderId: string): Promise<void>;
  /** Confirms directly with the provider, after the payment has expired. */
  confirmsTooLate(orderId: string): Promise<void>;
}

export interface CompanyStaff {
  changesRestaurant(restaurant: RestaurantChange): Promise<void>;
  /** Ends the shift of every courier of a zone, except the one named. */
  endsShifts(zone: string, except?: string): Promise<void>;
  startsShift(courierId: string, zone: string): Promise<void>;
}

/** Fault injection, available in the embedded company only. */
export interface FaultControls {
  kill(who: InstanceId): void;
  start(who: InstanceId): Promise<void>;
  /** Kills an instance just before its next publish: committed, but not published. */
  killBeforePublishing(who: InstanceId): void;
  publishEverythingTwice(): void;
  /** Kills an instance just before its next commit: decided, but not committed. */
  killBeforeCommitting(who: InstanceId): void;
  /** Takes such a kill back, if it has not happened yet. */
  disarm(who: InstanceId, before: "commit" | "publish"): void;
  /** Stops the broker and closes every connection; its queues keep their messages. */
  stopBroker(): void;
  startBroker(): void;
  /** Stops the database of a service; what it holds survives. */
  stopDatabase(service: ServiceName): void;
  startDatabase(service: ServiceName): void;
  /** Makes the payment provider unreachable for payments. */
  stopProvider(): void;
  startProvider(): void;
  /** Delivers an event type ("all": every one) to a service this much later, in milliseconds; with 0, on time again. */
  delay(service: ServiceName, event: string, byMs: number): void;
  /** Publishes an unreadable message of the given type to its consumers. */
  poison(body: string, type: string): Promise<void>;
}
