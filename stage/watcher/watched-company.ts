import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import type { HopBatch } from "#messaging/telemetry/hop-batch.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Entry } from "../narrative/entry.ts";
import { createLimitedSet } from "../narrative/limited.ts";
import type { NarrativeLog } from "../narrative/log.ts";
import type { Untimed } from "../narrative/recorder.ts";
import { mailEntries, personEntries } from "./outside-entries.ts";
import { queueEntries, returnedEntries } from "./queue-entries.ts";
import { createReporters } from "./reporters.ts";
import { storeEntries } from "./store-entries.ts";
import { createWatchedLedger, type WatchedLedger } from "./watched-ledger.ts";

/** A deployment, as the hops that its processes report and the ledger of its payment provider show it. */
export interface WatchedCompany extends WatchedLedger {
  /** Takes a batch of hops. */
  take(batch: HopBatch): void;
  /** Appends to the log what has happened so far. To be called several times a second. */
  tick(): void;
  /** The connection to the broker is lost, or there again. */
  brokerIs(is: "away" | "back"): void;
  /** The log is a new one: it learns again who is alive. */
  beginAnew(): void;
  /** How many hops were lost on their way here. */
  lost(): number;
}

/** How long hops wait for those of other processes, in milliseconds: batches arrive up to this late. */
const holdMs = 400;
/** Order ids are UUIDs; restaurants and couriers have names. */
const orderId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What is shown when its time has come. */
interface Held {
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  show(): void;
}

/** @param log the log to append to; another one if the watcher begins anew */
export function createWatchedCompany(log: () => NarrativeLog, now: () => number): WatchedCompany {
  const reporters = createReporters();
  const early = createLimitedSet<string>(10_000);
  let held: Held[] = [];
  let position = 0;
  let lost = 0;
  let isBrokerAway = false;

  /** Time never runs backwards in a log: what arrives late happened now. */
  function append(at: number, entries: readonly Untimed[]): void {
    for (const entry of entries) log().append({ ...entry, at: Math.max(at, log().present.at) } as Entry);
  }

  const hold = (at: number, show: () => void): void => void held.push({ at, show });
  const ledger = createWatchedLedger({ log, now, append, hold });

  function show(reported: Hop, instance: number): void {
    const hop = completed(reported, log());
    const service = hop.service as ServiceName;
    const by = { service, instance };
    const state = log().present;
    append(hop.at, personEntries(hop));
    if (!isWatched(hop, log())) return;
    append(hop.at, databaseEntries(hop, service, log()));
    append(hop.at, storeEntries(hop, by, state, early));
    append(hop.at, [{ ...hop, instance }]);
    append(hop.at, mailEntries(hop, state));
    append(
      hop.at,
      queueEntries(hop, state, () => position++),
    );
  }

  return {
    ...ledger,
    lost: () => lost,
    beginAnew() {
      append(
        now(),
        reporters.running().map((by) => ({ kind: "started", ...by })),
      );
    },
    take(batch) {
      const service = services.find((name) => name === batch.service);
      if (!service) return;
      const { instance, isNew, lost: missing } = reporters.heard(batch, now());
      if (isNew) append(now(), [{ kind: "started", service, instance }]);
      if (missing > 0) append(now(), forgetting(service, log()));
      lost += missing;
      for (const hop of batch.hops) hold(hop.at, () => show(hop, instance));
      if (batch.isLast)
        append(now(), [{ kind: "stopped", service, instance }, ...returnedEntries(service, log().present)]);
    },
    tick() {
      const until = Math.min(now() - holdMs, ledger.until());
      held.sort((a, b) => a.at - b.at);
      const ripe = held.filter(({ at }) => at <= until);
      held = held.filter(({ at }) => at > until);
      for (const one of ripe) {
        try {
          one.show();
        } catch {
          // Whoever may publish to the exchange may publish nonsense.
          lost += 1;
        }
      }
      if (isBrokerAway) return;
      for (const { instance, service } of reporters.silent(now()))
        append(now(), [{ kind: "killed", service, instance }, ...returnedEntries(service, log().present)]);
    },
    brokerIs(is) {
      if (isBrokerAway === (is === "away")) return;
      isBrokerAway = is === "away";
      append(now(), [{ kind: is, what: "broker" }]);
      if (!isBrokerAway) reporters.resume(now());
    },
  };
}

/** A consumer reports an event without its data, which its publisher has reported. */
function completed(hop: Hop, { present }: NarrativeLog): Hop {
  const message = "message" in hop && hop.message && present.events.get(hop.message.id);
  const cause = "cause" in hop && present.events.get(hop.cause.id);
  return { ...hop, ...(message && { message }), ...(cause && { cause }) } as Hop;
}

/** Whether a hop is about an order that was placed while the watcher watched, or about none. What is parked is always shown. */
function isWatched(hop: Hop, { present }: NarrativeLog): boolean {
  if (hop.kind === "parked") return true;
  const message = "cause" in hop ? hop.cause : "message" in hop ? hop.message : undefined;
  return !message || !orderId.test(message.correlationId) || present.orders.has(message.correlationId);
}

/** A service that waits for its store has lost it; one that commits has it. */
function databaseEntries(hop: Hop, service: ServiceName, { present }: NarrativeLog): readonly Untimed[] {
  const { database } = present.services[service];
  if (hop.kind === "waiting" && hop.for === "store")
    return database === "up" ? [{ kind: "away", what: "database", service }] : [];
  return hop.kind === "batch" && database === "away" ? [{ kind: "back", what: "database", service }] : [];
}

/** After hops were lost, what was believed to wait in a service's outbox, timers and inbox may be long gone. */
function forgetting(service: ServiceName, { present }: NarrativeLog): readonly Untimed[] {
  const { outbox, timers } = present.services[service];
  const due = [...timers.values()].filter(({ dueAt }) => dueAt < present.at);
  const { inbox } = queuesOf(service);
  const { ready, unacked } = present.queues.get(inbox) ?? { ready: new Map(), unacked: new Map() };
  return [
    { kind: "settled", service, instance: 1, ids: [...outbox.keys(), ...due.map(({ id }) => id)] },
    { kind: "acknowledged", queue: inbox, positions: [...unacked.keys()] },
    ...[...ready.keys()].map((at) => ({ kind: "left", queue: inbox, position: at, why: "removed" }) as const),
  ];
}
