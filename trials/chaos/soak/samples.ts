import { readdirSync } from "node:fs";
import type { MongoClient } from "mongodb";
import { hears, services } from "#contracts/hears.ts";
import type { DeploymentObserver } from "#stage/remote/observer.ts";
import { usageOf } from "#trials/bench/processes/processes.ts";

/** A process to sample, with its metrics URL if it is a service. */
export interface Sampled {
  readonly name: string;
  readonly pid: number;
  readonly metricsUrl?: string;
}

/** The resources that the company holds at one moment. */
export interface Sample {
  readonly atMs: number;
  /** By name, such as `memory of orders#1 (MB)`. */
  readonly held: Readonly<Record<string, number>>;
  /** By service: the number of stored message ids. */
  readonly processed: Readonly<Record<string, number>>;
  /** The outcomes of deliveries since the start, over all instances. */
  readonly deliveries: Deliveries;
}

export interface Deliveries {
  readonly all: number;
  readonly duplicates: number;
  readonly retried: number;
  readonly parked: number;
}

export interface SampleOptions {
  readonly processes: readonly Sampled[];
  readonly mongo: MongoClient;
  readonly observer: DeploymentObserver;
}

/** Measures everything that could grow. */
export async function takeSample({ observer, mongo, processes }: SampleOptions): Promise<Sample> {
  const held: Record<string, number> = {};
  for (const { name, pid } of processes) {
    held[`memory of ${name} (MB)`] = usageOf(pid)?.rssMb ?? 0;
    held[`handles of ${name}`] = handlesOf(pid);
  }
  const processed: Record<string, number> = {};
  for (const service of services) {
    const count = (collection: string) => mongo.db(service).collection(collection).estimatedDocumentCount();
    held[`outbox of ${service}`] = await count("outbox");
    held[`timers of ${service}`] = await count("timers");
    processed[service] = await count("processed_messages");
  }
  const { parked, underWay } = await observer.queues();
  held["messages in inboxes and retry tiers"] = underWay;
  held["messages in parked queues"] = parked;
  const urls = processes.flatMap(({ metricsUrl }) => metricsUrl ?? []);
  const texts = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
  return { atMs: Date.now(), held, processed, deliveries: countDeliveries(texts.join("\n")) };
}

/** The number of open files and sockets; 0 where /proc is missing. */
function handlesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

const events = new Set<string>(Object.values(hears).flat());

/** Sums the events in Prometheus metrics. Commands, timers and call results are left out: they come from no queue. */
export function countDeliveries(metrics: string): Deliveries {
  const lines = [...metrics.matchAll(/^messages_total\{type="([^"]+)",outcome="([^"]+)"[^}]*\} (\d+)/gm)];
  const count = (isIncluded: (outcome: string) => boolean) =>
    lines
      .filter(([, type = "", outcome = ""]) => events.has(type) && isIncluded(outcome))
      .reduce((total, [, , , number]) => total + Number(number), 0);
  return {
    all: count(() => true),
    duplicates: count((outcome) => outcome === "duplicate"),
    retried: count((outcome) => outcome === "retried"),
    parked: count((outcome) => outcome === "parked"),
  };
}
