import type { ServiceName } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/hops.ts";
import type { Message } from "#messaging/message.ts";
import type { Ports } from "#messaging/run.ts";
import { type Change, eventsIn, type Store } from "#messaging/store.ts";

/** A commit that a database took. */
export interface Commit {
  readonly service: ServiceName;
  readonly change: Change;
}

/** Every event that was committed, by id. */
export const eventsOf = (commits: readonly Commit[]): ReadonlyMap<string, Message> =>
  new Map(commits.flatMap(({ change }) => eventsIn(change.outbox).map((message) => [message.id, message])));

/** Everything that happened, for the timeline and the invariants. */
export interface Recorder {
  readonly hops: readonly Hop[];
  readonly commits: readonly Commit[];
  /** Every event that was committed, by id. */
  events(): ReadonlyMap<string, Message>;
  observe(hop: Hop): void;
  /** Notes each commit in the moment in which the database has taken it, also if nobody lives to hear of it. */
  decorate(ports: Ports, service: ServiceName): Ports;
}

export function createRecorder(onHop: (hop: Hop) => void = () => {}): Recorder {
  const hops: Hop[] = [];
  const commits: Commit[] = [];
  return {
    hops,
    commits,
    events: () => eventsOf(commits),
    observe(hop) {
      hops.push(hop);
      onHop(hop);
    },
    decorate(ports, service) {
      const store: Store = {
        ...ports.store,
        async commit(change) {
          await ports.store.commit(change);
          commits.push({ service, change });
        },
      };
      return { ...ports, store };
    },
  };
}
