// The whole state, an empty one and a copy; hence the length.
import { perService } from "#contracts/per-service.ts";
import type { Enqueued } from "#messaging/memory/queue-change.ts";
import type { Message } from "#messaging/message.ts";
import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import type { ProcessedMessage, Versioned } from "#messaging/store.ts";
import type { Timer } from "#messaging/timer.ts";
import type { Outgoing } from "#notifications/sender.ts";
import type { Charge, Refund } from "#outside/payment-provider/charge.ts";
import { type ByService, byService, valueFor } from "../company/by-service.ts";

/** The state of the whole company at one moment: a fold over the log up to there. */
export interface CompanyState {
  /** The time of the last entry, in milliseconds since 1970; 0 before the first. */
  readonly at: number;
  /** The number of entries up to here. */
  readonly position: number;
  readonly services: ByService<ServiceState>;
  /** Every queue that ever held a message, by its name. */
  readonly queues: ReadonlyMap<string, QueueState>;
  readonly broker: Availability;
  readonly provider: ProviderState;
  /** Every notification sent, the newest last. */
  readonly mailbox: readonly Outgoing[];
  /** Every order, by its id, in the order in which they were placed. */
  readonly orders: ReadonlyMap<string, OrderState>;
  /** Every event that was committed, by its id. */
  readonly events: ReadonlyMap<string, Message>;
  /** Ongoing faults: dead instances, unavailable servers, doubled messages. */
  readonly faults: ReadonlyMap<string, LastingFault>;
  /** The kills to come, by `orders#1 publish`. */
  readonly armed: ReadonlyMap<string, ArmedKill>;
  /** How many orders were refused, also those of which no service heard. */
  readonly refusedOrders: number;
  /** Orders per minute of the simulated traffic. */
  readonly traffic: number;
  /** The guarantees that are switched off. */
  readonly without: ReadonlySet<string>;
  /** The poison messages so far, by id, with their type. */
  readonly poison: ReadonlyMap<string, string>;
}

/** Whether a server answers. */
export type Availability = "up" | "away";

/** One service: its instances, and the contents of its database. */
export interface ServiceState {
  /** By instance number, whether it runs. One that was started while the broker is away waits for it, and takes no requests. */
  readonly instances: ReadonlyMap<number, "running" | "waiting" | "killed" | "stopped">;
  readonly database: Availability;
  /** By `collection/id`. */
  readonly documents: ReadonlyMap<string, Versioned>;
  /** The handled messages, by id. */
  readonly processed: ReadonlyMap<string, ProcessedMessage>;
  readonly outbox: ReadonlyMap<string, OutboxEntry>;
  readonly timers: ReadonlyMap<string, Timer>;
}

/** The contents of a queue, by position. */
export interface QueueState {
  /** Ready, in order of delivery. */
  readonly ready: ReadonlyMap<number, Enqueued>;
  /** Delivered, not acknowledged. */
  readonly unacked: ReadonlyMap<number, Enqueued>;
  /** Expired, not yet in the next queue. */
  readonly stuck: ReadonlyMap<number, Enqueued>;
  /** The ids of the messages that an operator took out, to redrive or to drop them. */
  readonly takenOut: ReadonlySet<string>;
}

export interface ProviderState {
  readonly is: Availability;
  /** By id, each with its latest status. */
  readonly charges: ReadonlyMap<string, Charge>;
  readonly refunds: readonly Refund[];
}

/** An order, as shown to people. */
export interface OrderState {
  readonly orderId: string;
  /** Short and stable: `#1` is the first order that was placed. */
  readonly label: string;
  /** When it was placed, in milliseconds since 1970. */
  readonly placedAt: number;
  /** What its customer asked for; undefined if it was seen only from outside. */
  readonly asked?: Asked;
  /** How it was not accepted, and why, as its customer was told. Undefined if it was, and as long as nobody knows. */
  readonly notAccepted?: { readonly kind: "failed" | "refused"; readonly why: string };
}

/** What a customer asks for, whether it is accepted or not. */
export interface Asked {
  readonly restaurantId: string;
  readonly items: readonly { readonly dishId: string; readonly quantity: number }[];
}

/** A fault that began and has not ended. */
export interface LastingFault {
  /** `orders#1 is dead`. */
  readonly text: string;
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
  /** The delay of messages, if that is the fault, in milliseconds. */
  readonly byMs?: number;
  /** The guarantees that were off when an instance died, if that is the fault. */
  readonly without?: readonly string[];
}

/** An instance that will be killed just before its next commit or publish. */
export interface ArmedKill {
  readonly service: string;
  readonly instance: number;
  readonly before: "commit" | "publish";
}

/** The same state, for the fold to change. */
export interface MutableState
  extends Mutable<Omit<CompanyState, "services" | "queues" | "provider" | Collections>>,
    Changeable<Pick<CompanyState, Collections>> {
  readonly services: ByService<MutableService> & Record<string, MutableService>;
  readonly queues: Map<string, MutableQueue>;
  readonly provider: Changeable<ProviderState>;
}
export type MutableService = Changeable<ServiceState>;
export type MutableQueue = Changeable<QueueState>;

type Collections = "mailbox" | "orders" | "events" | "faults" | "armed" | "without" | "poison";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** With mutable collections. */
type Changeable<T> = { -readonly [K in keyof T]: ChangeableCollection<T[K]> };

type ChangeableCollection<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : T extends ReadonlySet<infer E>
      ? Set<E>
      : T extends readonly (infer E)[]
        ? E[]
        : T;

/** A service without any entry yet. */
export const emptyService = (): MutableService => ({
  instances: new Map(),
  database: "up",
  documents: new Map(),
  processed: new Map(),
  outbox: new Map(),
  timers: new Map(),
});

/** A company without any entry yet. */
export const emptyState = (): MutableState => ({
  at: 0,
  position: 0,
  services: perService(emptyService),
  queues: new Map(),
  broker: "up",
  provider: { is: "up", charges: new Map(), refunds: [] },
  mailbox: [],
  orders: new Map(),
  events: new Map(),
  faults: new Map(),
  armed: new Map(),
  refusedOrders: 0,
  traffic: 0,
  without: new Set(),
  poison: new Map(),
});

/** A copy that later entries do not change. What it holds (documents, messages) is shared, because nothing changes it. */
export const copyOf = (state: CompanyState): MutableState => ({
  ...state,
  services: byService(Object.keys(state.services), (name) => {
    const { documents, instances, outbox, processed, timers, database } = valueFor(state.services, name);
    return {
      database,
      instances: new Map(instances),
      documents: new Map(documents),
      processed: new Map(processed),
      outbox: new Map(outbox),
      timers: new Map(timers),
    };
  }),
  queues: new Map([...state.queues].map(([name, queue]) => [name, copyOfQueue(queue)])),
  provider: {
    is: state.provider.is,
    charges: new Map(state.provider.charges),
    refunds: [...state.provider.refunds],
  },
  mailbox: [...state.mailbox],
  orders: new Map(state.orders),
  events: new Map(state.events),
  faults: new Map(state.faults),
  armed: new Map(state.armed),
  without: new Set(state.without),
  poison: new Map(state.poison),
});

const copyOfQueue = ({ ready, stuck, takenOut, unacked }: QueueState) => ({
  ready: new Map(ready),
  unacked: new Map(unacked),
  stuck: new Map(stuck),
  takenOut: new Set(takenOut),
});
