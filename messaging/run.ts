import { queuesOf, topologyOf } from "#contracts/topology.ts";
import { createAcknowledger } from "./acknowledger.ts";
import type { Broker } from "./broker.ts";
import { type Clock, pause } from "./clock.ts";
import { createDoors, type SubmitOptions } from "./doors.ts";
import type { Unavailable } from "./errors.ts";
import { harmless, type ObserverFailure } from "./harmless.ts";
import type { Observer, UnsignedHop } from "./hops.ts";
import { createInbox } from "./inbox.ts";
import type { Message } from "./message.ts";
import { callLeaseMs, eventLeaseMs } from "./outbox.ts";
import { createOutboxCaller } from "./outbox-caller.ts";
import { createOutboxRelay } from "./outbox-relay.ts";
import type { Result } from "./react.ts";
import { createScheduler } from "./scheduler.ts";
import type { Performer, Service } from "./service.ts";
import type { Change, Store } from "./store.ts";
import { createStoreHealth } from "./store-health.ts";
import { createSubscription } from "./subscription.ts";

/** The world that one instance of a service runs in. */
export interface Ports {
  readonly broker: Broker;
  readonly store: Store;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded; spreads waits. Default: `Math.random`. */
  readonly random?: () => number;
  readonly performers?: readonly Performer[];
  /** Sees every hop. Default: nobody does. */
  readonly observe?: Observer;
  /** Told of each time that `observe` threw or rejected; handling goes on. Default: the first is written to standard error. */
  readonly observerFailed?: (failure: ObserverFailure) => void;
}

export interface RunOptions {
  /** Which of several instances, counted from 1. Default 1. */
  readonly instance?: number;
  /** The most messages in one commit. Default 300; 1 is one transaction a message. */
  readonly maxBatch?: number;
  /** The most deliveries that are not acknowledged. Default 500. */
  readonly prefetch?: number;
  /** The most messages that may wait; commands beyond that are turned away. Default 10,000. */
  readonly maxWaiting?: number;
  /** How long an outside call may take, in milliseconds. Default 10,000; must be below 30,000, a call's lease. */
  readonly callTimeoutMs?: number;
  /**
   * After the store has been away for so many milliseconds, the instance stops consuming and gives back what it has not handled,
   * once; it consumes again when the store is back. Default 60,000; must be below the broker's acknowledgement timeout (30 minutes).
   */
  readonly giveBackAfterMs?: number;
  /**
   * A message that came back to its queue so often is handled alone, and parked when two processes ended while they did so. Default 3;
   * from 1 on. That costs its service some milliseconds a message, as after an outage.
   */
  readonly suspectAfter?: number;
}

/** A running instance of a service. */
export interface Running {
  /**
   * Hands a command in at the door and resolves when what became of it is durable.
   *
   * @param asked a digest of what the command asks for: it is stored with the answer
   * @throws Unavailable when the door is full, the instance is stopping, or the store is away: at once once it is known to be, and
   * within a second for those that wait when it becomes so. A command that was rejected may be handed in again under its id: if it
   * was handled after all, it is answered as it was then
   */
  submit(message: Message, asked: string, options?: SubmitOptions): Promise<Result>;
  /** What keeps it from working, one sentence each; empty when it is ready. */
  troubles(): readonly string[];
  /** The store is known to be away: what a command, or a read, is rejected with. Undefined while the store answers. */
  outage(): Unavailable | undefined;
  /**
   * Takes nothing new, finishes what is under way, publishes and acknowledges it, and ends. What is not done after
   * `withinMs` (default 10,000) is left to another instance. Does not close the ports.
   */
  stop(withinMs?: number): Promise<void>;
}

/**
 * Runs one instance of a service.
 *
 * @throws Error when the broker's topology is not as the contracts say, naming each difference
 */
export async function run(service: Service, ports: Ports, options: RunOptions = {}): Promise<Running> {
  const { broker, store, clock, random = Math.random, performers = [] } = ports;
  const {
    instance = 1,
    maxBatch = 300,
    prefetch = 500,
    maxWaiting = 10_000,
    callTimeoutMs = 10_000,
    giveBackAfterMs = 60_000,
    suspectAfter = 3,
  } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const queues = queuesOf(service.name);
  const observe = ports.observe && harmless("observe", ports.observe, ports.observerFailed);

  const report = (hop: UnsignedHop): void => {
    observe?.({ ...hop, at: clock.now(), service: service.name, instance });
  };
  const health = createStoreHealth({
    store,
    clock,
    random,
    longAfterMs: giveBackAfterMs,
    onOutage() {
      const outage = health.outage();
      if (outage) doors.turnAway(outage);
    },
    onLongOutage: () => subscription.rest(),
    onBack: () => subscription.resume(),
    signal,
  });
  const shared = { store, broker, clock, random, report, health, signal };
  const settler = createAcknowledger(shared);
  const relay = createOutboxRelay({ ...shared, maxBatch, maxWaiting });
  const caller = createOutboxCaller({
    ...shared,
    service: service.name,
    performers,
    ended: (arrival) => doors.enter(arrival),
    park: (message, entry, error) =>
      doors.finish({ message, entry }, { kind: "unprocessable", reason: error.reason, error }),
    dueAt: (ms) => scheduler.callsDueAt(ms),
    timeoutMs: callTimeoutMs,
    maxCalls: 64,
  });
  const scheduler = createScheduler({
    ...shared,
    relay,
    caller,
    fire: ({ message, id }) => doors.enter({ message, entry: id }),
    sweepEveryMs: eventLeaseMs,
    leaseMs: callLeaseMs,
  });
  const committed = (change: Change): void => {
    relay.take(change.outbox.flatMap((entry) => (entry.kind === "events" ? [entry] : [])));
    caller.take(change.outbox.flatMap((entry) => (entry.kind === "call" ? [entry] : [])));
    scheduler.take(change.timers);
  };
  const inbox = createInbox({ ...shared, service, committed, maxBatch });

  const doors = createDoors({
    ...shared,
    service,
    inbox,
    settler,
    outage: health.outage,
    suspectAfter,
    maxWaiting,
  });

  const subscription = createSubscription({
    ...shared,
    queue: queues.inbox,
    prefetch,
    deliver: doors.deliver,
    async check() {
      const differences = await broker.verify(topologyOf(service.name));
      if (differences.length > 0) throw new Error(differences.join("\n"));
    },
  });
  await subscription.start();
  scheduler.start();

  return {
    submit: doors.submit,
    outage: health.outage,
    troubles: () => {
      const isAway = !broker.isUp() || relay.isStuck() || settler.isStuck();
      return [...health.troubles(), ...(isAway ? ["the broker is away"] : [])];
    },
    async stop(withinMs = 10_000) {
      doors.close();
      const finished = async () => {
        await subscription.stop();
        await caller.idle();
        await inbox.idle();
        await Promise.all([settler.idle(), relay.idle()]);
      };
      const enough = new AbortController();
      await Promise.race([finished(), pause(clock, withinMs, enough.signal)]);
      enough.abort();
      stopping.abort();
      doors.abandon();
    },
  };
}
