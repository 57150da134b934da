import type { ServiceName } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import type { QueueChange } from "#messaging/memory/queue-change.ts";
import type { Change } from "#messaging/store.ts";
import type { Outgoing } from "#notifications/sender.ts";
import type { Charge, Refund } from "#outside/payment-provider/charge.ts";
import type { RestaurantChange } from "#restaurants/change-restaurant.ts";

/**
 * One thing that happened, with its time in milliseconds since 1970. A log is a list of entries in the order in which they happened;
 * the state of the company at any moment is a fold over the log up to there (`fold.ts`).
 */
export type Entry =
  | Hop
  | StoreEntry
  | QueueEntry
  | PersonEntry
  | OrdersRefused
  | FaultEntry
  | OutsideEntry
  | ChapterEntry;

interface At {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An instance of a service, counted from 1. */
interface By extends At {
  readonly service: string;
  readonly instance: number;
}

/** An operation of a service's database, for one instance. */
export type StoreEntry = Committed | Settled | Reduced | Postponed | Leased;

/** A change that the database committed: documents before and after, handled messages, outbox entries and timers. */
export interface Committed extends By {
  readonly kind: "committed";
  readonly change: Change;
  /** The documents before, in the order of `change.documents`; undefined for a new one. */
  readonly before: readonly (object | undefined)[];
  /**
   * The intended change, if a switched-off guarantee altered it on its way; undefined if it was recorded with
   * an earlier commit. Otherwise the same as `change`.
   */
  readonly intended: Change | undefined;
}

/** Settled outbox entries and timers. */
interface Settled extends By {
  readonly kind: "settled";
  readonly ids: readonly string[];
}

/** An outbox entry with only these events left to publish. */
interface Reduced extends By {
  readonly kind: "reduced";
  readonly id: string;
  readonly messageIds: readonly string[];
}

/** A call that failed, and is due again at `until` (milliseconds since 1970). */
interface Postponed extends By {
  readonly kind: "postponed";
  readonly id: string;
  readonly attempts: number;
  readonly until: number;
}

/** Outbox entries or timers that an instance owns until `until` (milliseconds since 1970). */
interface Leased extends By {
  readonly kind: "leased";
  readonly ids: readonly string[];
  readonly until: number;
}

/** A change of a queue's contents. `position` identifies a message in its queue, and orders the queue. */
export type QueueEntry = At & QueueChange;

/** A person's action. */
export interface PersonEntry extends At {
  readonly kind: "person";
  /** The id of the person: `ada`. */
  readonly who: string;
  readonly did: Deed;
}

export type Deed =
  | {
      readonly what: "orders";
      readonly orderId: string;
      readonly restaurantId: string;
      readonly items: readonly { readonly dishId: string; readonly quantity: number }[];
      readonly card: string;
    }
  | { readonly what: "cancels" | "confirms" | "confirms-at-the-bank"; readonly orderId: string }
  | ({ readonly what: "changes-restaurant" } & RestaurantChange)
  | { readonly what: "starts-shift" | "ends-shift"; readonly courierId: string; readonly zone: string };

/** So many customers were told that their orders were not accepted, whether a service had heard of them or not. */
interface OrdersRefused extends At {
  readonly kind: "orders-refused";
  readonly count: number;
}

/** An injected fault, or its end. */
export type FaultEntry =
  | Lifecycle
  /** An instance will be killed just before its next commit or publish; `ends`: it will not, after all. */
  | (By & {
      readonly kind: "arming";
      readonly before: "commit" | "publish";
      readonly ends?: true;
    })
  /** A server became unavailable, or available again. */
  | (At & { readonly kind: "away" | "back"; readonly what: "broker" | "provider" })
  | (At & { readonly kind: "away" | "back"; readonly what: "database"; readonly service: ServiceName })
  /** From now on every message is published twice, or once again. */
  | (At & { readonly kind: "doubling"; readonly ends?: true })
  /** The broker received these messages a second time. */
  | (At & { readonly kind: "doubled"; readonly messageIds: readonly string[] })
  /** From now on a service receives an event type ("all": every one) this much later, in milliseconds; with 0, on time again. */
  | (At & {
      readonly kind: "delaying";
      readonly service: ServiceName;
      readonly event: string;
      readonly byMs: number;
    })
  /** An inbox delivered a message, which reaches its consumer this much later, in milliseconds. */
  | (By & {
      readonly kind: "delayed";
      readonly messageId: string;
      readonly event: string;
      readonly byMs: number;
    })
  /** A faulty publisher sent a message that no consumer can process. */
  | (At & {
      readonly kind: "poisoned";
      readonly messageId: string;
      readonly type: string;
      readonly body: string;
    })
  /** Customers order at a steady rate from now on; 0 ends it. */
  | (At & { readonly kind: "traffic"; readonly perMinute: number })
  /** A guarantee was switched off, or on again. */
  | (At & { readonly kind: "guarantee"; readonly name: string; readonly isOn: boolean });

/** An instance started, was killed (as by SIGKILL), or stopped gracefully. */
interface Lifecycle extends By {
  readonly kind: "started" | "killed" | "stopped";
  /** What the instance was about to do when it was killed. */
  readonly before?: "commit" | "publish";
}

/** An event in the outside world. */
export type OutsideEntry =
  /** The provider recorded a charge, or a new status of it. */
  | (At & { readonly kind: "charge"; readonly charge: Charge })
  | (At & { readonly kind: "refund"; readonly refund: Refund })
  /** A notification left the company: a mail, a text message or a push message. */
  | (At & { readonly kind: "mail"; readonly mail: Outgoing });

/** The begin and end of a story. Before it, the company starts. */
export type ChapterEntry =
  | (At & { readonly kind: "begins"; readonly story: string; readonly seed: number })
  | (At & { readonly kind: "ends"; readonly story: string; readonly violations: readonly string[] });
