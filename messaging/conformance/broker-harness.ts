import type { Topology } from "#contracts/topology.ts";
import type { Broker } from "../broker.ts";
import type { Clock } from "../clock.ts";

/** What the suite needs of an adapter and its server. */
export interface BrokerHarness {
  /** The clock that the broker and its clients go by. */
  readonly clock: Clock;
  /** A new client with its own connection, already up. */
  connect(name: string): Promise<Broker>;
  /** Loads a topology into the broker, beside what is there. */
  declare(topology: Topology): Promise<void>;
  /** How many messages a queue holds: ready, and handed out but not acknowledged. It may lag behind a little. */
  count(queue: string): Promise<number>;
  /** The broker goes down, and forgets nothing durable. */
  stop(): Promise<void>;
  /** The broker is back; clients connect again by themselves. */
  start(): Promise<void>;
  /** The broker closes every client's connection; clients connect again by themselves. */
  dropConnections(): Promise<void>;
  /** Resolves as soon as the condition holds; rejects after a deadline. */
  eventually(condition: () => boolean | Promise<boolean>): Promise<void>;
  cleanup(): Promise<void>;
}
