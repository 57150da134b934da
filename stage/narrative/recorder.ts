import type { Clock } from "#messaging/clock.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import { type Change, keyText, type Store } from "#messaging/store.ts";
import type { Sender } from "#notifications/sender.ts";
import type { Journal } from "#outside/payment-provider/journal/journal.ts";
import type { CompanyOptions } from "../company/company.ts";
import type { InstanceId } from "../company/instance-id.ts";
import { deedOf } from "./deeds.ts";
import type { Entry } from "./entry.ts";

/** Records everything that happens in an embedded company as entries of a log. */
export interface Recorder {
  /** Records an entry; the recorder adds the time. */
  record(entry: Untimed): void;
  /** Records a hop, which brings its own time. */
  observe(hop: Hop): void;
  /** Options of a company: record the changes of its queues, the lives of its instances, and what people do. */
  readonly hooks: Required<Pick<CompanyOptions, "onQueue" | "onInstance" | "onCommand" | "onFailedCommand">>;
  /** Decorates the connection to a database: records each completed operation, even if the instance is dead by then. */
  wire(ports: Ports, who: InstanceId): Ports;
  /**
   * Goes outside all other decorators, and marks each change with the one that the service intended. The recorder records that one
   * once, even if a switched-off guarantee alters the change on its way.
   */
  recordIntent(ports: Ports): Ports;
  /** The provider's journal: its ledger, line by line. */
  readonly journal: Journal;
  /** Records each notification that the sender accepted. */
  sender(sender: Sender): Sender;
}

/** An entry without its time. */
export type Untimed = Entry extends infer E ? (E extends Entry ? Omit<E, "at"> : never) : never;

/** Copies of a change keep this property: `{ ...change, outbox: [] }`. */
const intent = Symbol("what the service wanted to commit");
type Intended = Change & { readonly [intent]?: Change };

/** @param append called with each entry, in the order in which they happen */
export function createRecorder(clock: Pick<Clock, "now">, append: (entry: Entry) => void): Recorder {
  const record = (entry: Untimed): void => append({ at: clock.now(), ...entry } as Entry);
  const documents = new Map<string, object>();
  const recorded = new WeakSet<Change>();

  function committed(change: Intended, { instance, service }: InstanceId): void {
    const wanted = change[intent] ?? change;
    const intended = recorded.has(wanted) ? undefined : wanted;
    recorded.add(wanted);
    const before = change.documents.map(({ key, document }) => {
      const place = `${service} ${keyText(key)}`;
      const last = documents.get(place);
      documents.set(place, document);
      return last;
    });
    record({ kind: "committed", service, instance, change, before, intended: sameParts(change, intended) });
  }

  return {
    record,
    observe: append,
    hooks: {
      onQueue: (change) => record(change),
      onInstance: ({ instance, service }, kind, before) =>
        record({ kind, service, instance, ...(before === undefined ? {} : { before }) }),
      onCommand(message) {
        const deed = deedOf(message);
        if (deed) record(deed);
      },
      onFailedCommand: ({ instance, service }, message, { message: why }) =>
        record({ kind: "failed", service, instance, message, why }),
    },
    wire: (ports, who) => ({
      ...ports,
      store: recordedStore(ports.store, who, record, (change) => committed(change, who)),
    }),
    recordIntent(ports) {
      const commit = (change: Change) => ports.store.commit({ ...change, [intent]: change } as Intended);
      return { ...ports, store: { ...ports.store, commit } };
    },
    journal: {
      past: () => [],
      write: (line) =>
        record(
          "charge" in line
            ? { kind: "charge", charge: line.charge }
            : { kind: "refund", refund: line.refund },
        ),
    },
    sender: (sender) => ({
      async send(mail, context) {
        await sender.send(mail, context);
        record({ kind: "mail", mail });
      },
    }),
  };
}

/** The change itself, if nothing altered the service's intention. */
function sameParts(change: Change, intended: Change | undefined): Change | undefined {
  if (!intended) return undefined;
  const parts = ["processed", "documents", "outbox", "cancelled", "timers", "settled"] as const;
  return parts.every((part) => change[part] === intended[part]) ? change : intended;
}

function recordedStore(
  store: Store,
  { instance, service }: InstanceId,
  record: (entry: Untimed) => void,
  committed: (change: Change) => void,
): Store {
  const by = { service, instance };
  const leased = (ids: readonly { readonly id: string }[], until: number) => {
    if (ids.length > 0) record({ kind: "leased", ...by, ids: ids.map(({ id }) => id), until });
  };
  return {
    ...store,
    async commit(change) {
      await store.commit(change);
      committed(change);
    },
    async settle(ids) {
      await store.settle(ids);
      record({ kind: "settled", ...by, ids });
    },
    async leaveOnly(id, messageIds) {
      await store.leaveOnly(id, messageIds);
      record({ kind: "reduced", ...by, id, messageIds });
    },
    async postpone(id, { attempts, until }) {
      await store.postpone(id, { attempts, until });
      record({ kind: "postponed", ...by, id, attempts, until });
    },
    async claimEvents(claim) {
      const entries = await store.claimEvents(claim);
      leased(entries, claim.now + claim.leaseMs);
      return entries;
    },
    async claimCalls(claim) {
      const entries = await store.claimCalls(claim);
      leased(entries, claim.now + claim.leaseMs);
      return entries;
    },
    async claimTimers(claim) {
      const timers = await store.claimTimers(claim);
      leased(timers, claim.now + claim.leaseMs);
      return timers;
    },
  };
}
