import type { ServiceName } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/hops.ts";
import type { Message } from "#messaging/message.ts";
import { eventsIn } from "#messaging/outbox.ts";
import type { Ports } from "#messaging/running/run.ts";
import type { Change, Store } from "#messaging/store.ts";

/** A change that a database has committed. */
export interface Commit {
  readonly service: ServiceName;
  readonly change: Change;
}

/** Every event that was committed, by id. */
export const eventsOf = (commits: readonly Commit[]): ReadonlyMap<string, Message> =>
  new Map(commits.flatMap(({ change }) => eventsIn(change.outbox).map((message) => [message.id, message])));

/** Records hops and commits, for the timeline and the invariants. */
export interface Recorder {
  readonly hops: readonly Hop[];
  readonly commits: readonly Commit[];
  /** Every event that was committed, by id. */
  events(): ReadonlyMap<string, Message>;
  observe(hop: Hop): void;
  /** Decorates the connection: records each commit once the database has it, even if the instance is dead by then. */
  wire(ports: Ports, service: ServiceName): Ports;
  /**
   * Goes outside all other decorators, and marks each change with the one that the service intended. The recorder records that one,
   * once, even if a switched-off guarantee alters the change on its way.
   */
  recordIntent(ports: Ports): Ports;
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
      const recorded = new WeakSet<Change>();
      const store: Store = {
        ...ports.store,
        async commit(change: Intended) {
          await ports.store.commit(change);
          const wanted = change[intent];
          if (wanted === undefined || recorded.has(wanted)) return void commits.push({ service, change });
          recorded.add(wanted);
          commits.push({ service, change: wanted });
        },
      };
      return { ...ports, store };
    },
    recordIntent(ports) {
      const commit = (change: Change) => ports.store.commit({ ...change, [intent]: change } as Intended);
      return { ...ports, store: { ...ports.store, commit } };
    },
  };
}
