import type { ServiceName } from "#contracts/generated/events.ts";

/**
 * A user's action on the company, on the page. The actions of a session, with their times and the seed, determine its
 * whole log: so a link that carries them opens the same session elsewhere.
 */
export type Action =
  | {
      readonly do: "order";
      readonly restaurantId: string;
      readonly dishId: string;
      readonly quantity: number;
      readonly card: string;
      readonly customerId: string;
    }
  | { readonly do: "cancel" | "confirm"; readonly orderId: string }
  /** With the bank alone, however late: the company hears of it from the provider. */
  | { readonly do: "confirm-at-the-bank"; readonly orderId: string }
  | { readonly do: "open" | "close"; readonly restaurantId: string }
  | { readonly do: "capacity"; readonly restaurantId: string; readonly orders: number }
  | { readonly do: "sold-out" | "available"; readonly restaurantId: string; readonly dishId: string }
  | { readonly do: "end-shifts" | "start-shifts"; readonly zone: string }
  | { readonly do: "kill" | "start"; readonly service: ServiceName; readonly instance: number }
  | {
      readonly do: "kill-before" | "disarm";
      readonly step: "commit" | "publish";
      readonly service: ServiceName;
      readonly instance: number;
    }
  | { readonly do: "away" | "back"; readonly what: "broker" | "provider" | ServiceName }
  | { readonly do: "double"; readonly on: boolean }
  /** `event` is a type, or "all". With 0 seconds it is on time again. */
  | {
      readonly do: "delay";
      readonly service: ServiceName;
      readonly event: string;
      readonly seconds: number;
    }
  | { readonly do: "poison" }
  | { readonly do: "guarantee"; readonly name: string; readonly on: boolean }
  | { readonly do: "traffic"; readonly perMinute: number };

/** An action, and its time in milliseconds since the session began. */
export interface TimedAction {
  readonly at: number;
  readonly action: Action;
}

/** Everything that determines a session. */
export interface Script {
  readonly seed: number;
  /** The story that is played from the beginning, if there is one. */
  readonly story?: string;
  /** The guarantees that are off from the beginning. */
  readonly without: readonly string[];
  readonly actions: readonly TimedAction[];
}
