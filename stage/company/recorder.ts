import type { ServiceName } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/hops.ts";
import type { Message } from "#messaging/message.ts";
import { eventsIn } from "#messaging/outbox.ts";
import type { Ports } from "#messaging/run.ts";
import type { Change, Store } from "#messaging/store.ts";

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
  /** On the wire: notes each commit in the moment in which the database has taken it, also if nobody lives to hear of it. */
  wire(ports: Ports, service: ServiceName): Ports;
  /**
   * Around everything that decorates the ports: remembers with each change what the service wanted. That is what is noted, once,
   * whatever a guarantee that is switched off has made of it on the way.
   */
  intends(ports: Ports): Ports;
}

/** Copies of a change keep it: `{ ...change, outbox: [] }`. */
const intent = Symbol("what the service wanted to commit");
type Intended = Change & { readonly [intent]?: Change };

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
    wire(ports, service) {
      const noted = new WeakSet<Change>();
      const store: Store = {
        ...ports.store,
        async commit(change: Intended) {
          await ports.store.commit(change);
          const wanted = change[intent];
          if (wanted === undefined || noted.has(wanted)) return void commits.push({ service, change });
          noted.add(wanted);
          commits.push({ service, change: wanted });
        },
      };
      return { ...ports, store };
    },
    intends(ports) {
      const commit = (change: Change) => ports.store.commit({ ...change, [intent]: change } as Intended);
      return { ...ports, store: { ...ports.store, commit } };
    },
  };
}
