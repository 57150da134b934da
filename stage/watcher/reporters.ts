import type { ServiceName } from "#contracts/generated/events.ts";
import type { HopBatch } from "#messaging/telemetry/hop-batch.ts";

/** A process that reports hops. */
interface Reporter {
  readonly service: ServiceName;
  /** Counted from 1 within its service. */
  readonly instance: number;
  is: "running" | "killed" | "stopped";
  /** When it reported last, in milliseconds since 1970. */
  heardAt: number;
  /** How many hops it has had, of which the watcher knows. */
  seen: number;
}

/** One of the processes of a service. */
interface Instance {
  readonly service: ServiceName;
  readonly instance: number;
}

/** Who sent a batch. */
export interface Sender {
  readonly instance: number;
  /** Whether the process was not known to run. */
  readonly isNew: boolean;
  /** How many hops between its last batch and this one were lost. */
  readonly lost: number;
}

/** The processes that report hops: which of them live, and how many hops were lost on the way. */
export interface Reporters {
  heard(batch: HopBatch, now: number): Sender;
  /** The processes that have been silent for too long: each once. */
  silent(now: number): readonly Instance[];
  /** The processes that are believed to run. */
  running(): readonly Instance[];
  /** Nothing could be heard until now: silence so far means nothing. */
  resume(now: number): void;
}

/** A process reports at least once a second; after this long in silence it is dead, in milliseconds. */
const deadAfterMs = 6_000;

export function createReporters(): Reporters {
  const reporters = new Map<string, Reporter>();
  let deafUntil = 0;

  function introduce({ hops, reporter, seen, service }: HopBatch, now: number): Reporter {
    const taken = new Set(
      [...reporters.values()]
        .filter((one) => one.service === service && one.is === "running")
        .map(({ instance }) => instance),
    );
    let instance = 1;
    while (taken.has(instance)) instance += 1;
    // Another process takes the place of a dead one.
    for (const [id, one] of reporters)
      if (one.service === service && one.instance === instance) reporters.delete(id);
    const found: Reporter = {
      ...{ service: service as ServiceName, instance, heardAt: now },
      // What it did before it was watched is not lost.
      ...{ is: "stopped", seen: seen - hops.length },
    };
    reporters.set(`${service} ${reporter}`, found);
    return found;
  }

  return {
    heard(batch, now) {
      const found = reporters.get(`${batch.service} ${batch.reporter}`) ?? introduce(batch, now);
      const isNew = found.is !== "running";
      const lost = Math.max(0, batch.seen - found.seen - batch.hops.length);
      Object.assign(found, { heardAt: now, seen: batch.seen, is: batch.isLast ? "stopped" : "running" });
      return { instance: found.instance, isNew, lost };
    },
    silent(now) {
      const dead = [...reporters.values()].filter(
        ({ heardAt, is }) => is === "running" && now - Math.max(heardAt, deafUntil) >= deadAfterMs,
      );
      for (const one of dead) one.is = "killed";
      return dead.map(({ instance, service }) => ({ service, instance }));
    },
    running: () =>
      [...reporters.values()].flatMap(({ instance, is, service }) =>
        is === "running" ? [{ service, instance }] : [],
      ),
    resume(now) {
      // They need up to 5 s to connect again.
      deafUntil = now + 5_000;
    },
  };
}
