import type { Broker } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Topology } from "../topology.ts";

/** What the suite needs from an adapter and its server. */
export interface BrokerHarness {
  /** The clock of the broker and its clients. */
  readonly clock: Clock;
  /** A new client with its own connection, already up. */
  connect(name: string): Promise<Broker>;
  /** Adds a topology to the declared one. */
  declare(topology: Topology): Promise<void>;
  /** The number of messages in a queue, ready or unacknowledged. It may lag a little. */
  count(queue: string): Promise<number>;
  /** Stops the broker. It keeps everything durable. */
  stop(): Promise<void>;
  /** Starts the broker again. Clients reconnect by themselves. */
  start(): Promise<void>;
  /** Closes every client's connection. Clients reconnect by themselves. */
  dropConnections(): Promise<void>;
  /** Resolves once the condition is true; rejects after a deadline. */
  eventually(condition: () => boolean | Promise<boolean>): Promise<void>;
  cleanup(): Promise<void>;
}
