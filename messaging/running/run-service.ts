// Most of this file documents options: each default is stated once, beside its option; hence the length.

import type { Broker } from "../broker.ts";
import { type Clock, pause } from "../clock.ts";
import type { Contracts } from "../contracts.ts";
import type { Unavailable } from "../errors.ts";
import { createCommandAdmission, type SubmitOptions } from "../inbox/command-admission.ts";
import { createInbox } from "../inbox/inbox.ts";
import { createReceiver } from "../inbox/receiver.ts";
import { createSubscription } from "../inbox/subscription.ts";
import type { Observer, UnsignedHop } from "../instance/hops.ts";
import { harmless, type ObserverFailure } from "../instance/observer-failures.ts";
import type { Result } from "../instance/result.ts";
import { createStoreHealth, type Supervised } from "../instance/store-health.ts";
import type { Message } from "../message.ts";
import { createOutboxCaller } from "../outbox/outbox-caller.ts";
import { createOutboxRelay } from "../outbox/outbox-relay.ts";
import { longOutageAfterMs } from "../policies/outages.ts";
import { defaultMaxBatch, defaultPrefetch } from "../policies/prefetch.ts";
import type { Performer, Service } from "../service.ts";
import { createAcknowledger } from "../settlement/acknowledger.ts";
import { createSettlement } from "../settlement/settlement.ts";
import type { Store } from "../store.ts";
import { createScheduler } from "../timers/scheduler.ts";
import { queuesOf, topologyOf } from "../topology.ts";

/** The ports and callbacks that an instance of a service runs on. */
export interface Ports {
  readonly contracts: Contracts;
  readonly broker: Broker;
  readonly store: Store;
  readonly clock: Clock;
  /**
   * From 0 to 1, 1 excluded; jitter for waits.
   *
   * @default Math.random
   */
  readonly random?: () => number;
  readonly performers?: readonly Performer[];
  /** Called with every hop. */
  readonly observe?: Observer;
  /**
   * Called each time `observe` fails. Handling goes on. By default, the first failure is written to standard
   * error.
   */
  readonly observerFailed?: (failure: ObserverFailure) => void;
}

export interface RunOptions {
  /**
   * Which of several instances, counted from 1.
   *
   * @default 1
   */
  readonly instance?: number;
  /**
   * The most messages in one commit; 1 is one transaction per message.
   *
   * @default 300
   */
  readonly maxBatch?: number;
  /**
   * The most unacknowledged deliveries.
   *
   * @default 500
   */
  readonly prefetch?: number;
  /**
   * The most messages that may wait; further commands are rejected.
   *
   * @default 10_000
   */
  readonly maxWaiting?: number;
  /**
   * The timeout of an outside call, in milliseconds; must be below 30,000, a call's lease.
   *
   * @default 10_000
   */
  readonly callTimeoutMs?: number;
  /**
   * After an outage of the store of this many milliseconds, the instance stops consuming and returns its
   * unhandled deliveries to the queue, once. It consumes again when the store is back. Must be below the
   * broker's acknowledgement timeout (30 minutes).
   *
   * @default 60_000
   */
  readonly giveBackAfterMs?: number;
  /**
   * A message that returned to its queue this often (at least 1) is handled alone, and parked if two
   * processes ended while handling it. Handling alone costs some milliseconds per message, as after an
   * outage.
   *
   * @default 3
   */
  readonly suspectAfter?: number;
  /**
   * How long a live process may handle such a message alone, in milliseconds: longer than any call to its
   * store. A message is parked only if two processes are still not done with it by then.
   *
   * @default 35_000
   */
  readonly longestSoloMs?: number;
}

/** A running instance of a service. */
export interface Running {
  /**
   * Submits a command; resolves when its result is durable.
   *
   * @param digest a digest of the command, stored with the answer
   * @throws Unavailable if too many messages wait, the instance is stopping, or the store is away. During an
   * outage commands are rejected at once; commands that already wait when it begins are rejected within a
   * second. A client may submit a rejected command again under its id: if it was handled after all, it gets
   * its stored answer
   */
  submit(message: Message, digest: string, options?: SubmitOptions): Promise<Result>;
  /**
   * Whether its memory holds work that is still to take effect: messages to handle or to acknowledge, events
   * to publish, calls to make. With every guarantee on, the store and the broker know of it as well.
   */
  isBusy(): boolean;
  /** What keeps the instance from working; empty if it is ready. */
  troubles(): readonly string[];
  /**
   * The error that commands and reads are rejected with while the store is away; undefined while it answers.
   */
  outage(): Unavailable | undefined;
  /**
   * Stops taking messages, finishes, publishes and acknowledges those under way, then ends. Whatever is
   * unfinished after `withinMs` is left to another instance. Does not close the ports:
   * `process/stop-on-signal.ts` does, afterwards.
   *
   * @param withinMs in milliseconds; 10_000 by default
   */
  stop(withinMs?: number): Promise<void>;
}

/**
 * Runs one instance of a service.
 *
 * @throws Error if the broker's topology is not as the contracts say, naming each difference
 */
export async function run(service: Service, ports: Ports, options: RunOptions = {}): Promise<Running> {
  const { broker, clock, contracts, random = Math.random, store } = ports;
  const { instance: number = 1, giveBackAfterMs = longOutageAfterMs } = options;
  const stopping = new AbortController();
  const observe = ports.observe && harmless("observe", ports.observe, ports.observerFailed);
  const report = (hop: UnsignedHop): void => {
    observe?.({ ...hop, at: clock.now(), service: service.name, instance: number });
  };
  const instance = { service, contracts, broker, store, clock, random, report, signal: stopping.signal };
  const health = createStoreHealth(instance, giveBackAfterMs);
  const parts = assemble({ ...instance, health }, ports.performers ?? [], options);
  const { acknowledger, caller, commands, inbox, relay, scheduler, subscription } = parts;
  health.handle({
    onOutage: commands.rejectPending,
    onLongOutage: subscription.rest,
    onBack: subscription.resume,
  });
  await subscription.start();
  scheduler.start();

  return {
    submit: commands.submit,
    isBusy: () => [acknowledger, caller, inbox, relay].some((part) => part.isBusy()),
    outage: health.outage,
    troubles: () => {
      const isAway = !broker.isUp() || relay.isStuck() || acknowledger.isStuck();
      return [...health.troubles(), ...(isAway ? ["the broker is away"] : [])];
    },
    async stop(withinMs = 10_000) {
      commands.close();
      const finished = async () => {
        await subscription.stop();
        await caller.idle();
        await inbox.idle();
        await Promise.all([acknowledger.idle(), relay.idle()]);
      };
      const enough = new AbortController();
      await Promise.race([finished(), pause(clock, withinMs, enough.signal)]);
      enough.abort();
      stopping.abort();
      commands.rejectAll();
    },
  };
}

/** Puts the parts together in the direction of a delivery: in, react and commit, out. */
function assemble(instance: Supervised, performers: readonly Performer[], options: RunOptions) {
  const { broker, contracts, service } = instance;
  const {
    maxBatch = defaultMaxBatch,
    prefetch = defaultPrefetch,
    maxWaiting = 10_000,
    callTimeoutMs = 10_000,
    suspectAfter = 3,
    longestSoloMs = 35_000,
  } = options;
  const acknowledger = createAcknowledger(instance);
  const settlement = createSettlement(instance, acknowledger);
  const inbox = createInbox({ ...instance, maxBatch, longestSoloMs });
  const receiver = createReceiver({ ...instance, inbox, settlement, suspectAfter });
  const commands = createCommandAdmission({ ...instance, inbox, settlement, maxWaiting });
  const subscription = createSubscription({
    ...instance,
    queue: queuesOf(service.name).inbox,
    prefetch,
    deliver: receiver.receive,
    async check() {
      const differences = await broker.verify(topologyOf(contracts, service.name));
      if (differences.length > 0) throw new Error(differences.join("\n"));
    },
  });
  const relay = createOutboxRelay({ ...instance, maxBatch, maxWaiting });
  const caller = createOutboxCaller({
    ...instance,
    performers,
    ended: receiver.enter,
    park: (message, entry, failure) => settlement.ofInternal({ message, entry }, failure),
    timeoutMs: callTimeoutMs,
    maxCalls: 64,
  });
  const scheduler = createScheduler({
    ...instance,
    relay,
    caller,
    fire: ({ message, id }) => receiver.enter({ message, entry: id }),
  });
  inbox.onCommit(({ outbox, timers }) => {
    relay.take(outbox.flatMap((entry) => (entry.kind === "events" ? [entry] : [])));
    caller.take(outbox.flatMap((entry) => (entry.kind === "call" ? [entry] : [])));
    scheduler.take(timers);
  });
  return { acknowledger, caller, commands, inbox, relay, scheduler, subscription };
}
