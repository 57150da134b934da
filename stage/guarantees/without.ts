import { contracts } from "#contracts/contracts.ts";
import { Conflict } from "#messaging/errors.ts";
import { publicationOf } from "#messaging/outbox/outbox-relay.ts";
import { eventsIn, type OutboxEntry } from "#messaging/outbox.ts";
import { type Effects, ignore, type Outcome } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/running/run.ts";
import type { Service } from "#messaging/service.ts";
import { type Change, keyText } from "#messaging/store.ts";

/** Switches off a guarantee without changing the chassis: decorates ports, or replaces reactions. */
export interface DisabledGuarantee {
  /** The missing guarantee, for the command line. */
  readonly name: string;
  /** The difference, in one sentence. */
  readonly about: string;
  /** The story that fails without it. */
  readonly shownBy: string;
  readonly decorate?: (ports: Ports) => Ports;
  readonly replace?: (service: Service) => Service;
}

/** Every guarantee that can be switched off, to see what breaks. */
export const disabledGuarantees: readonly DisabledGuarantee[] = [
  {
    name: "dedup",
    about: "Services do not record which messages they have handled.",
    shownBy: "every-message-twice",
    decorate({ store, ...ports }) {
      const decorated: Ports["store"] = {
        ...store,
        async load(ids, keys) {
          const { documents } = await store.load(ids, keys);
          return { processed: new Map(), documents };
        },
        async commit(change) {
          const ids = change.processed.map(({ id }) => id);
          const { processed: before } = await store.load(ids, []);
          const again = { ...change, processed: change.processed.filter(({ id }) => !before.has(id)) };
          try {
            await store.commit(again);
          } catch (error) {
            if (!(error instanceof Conflict) || before.size === 0) throw error;
            const asked = new Set([...before.values()].flatMap(({ caused }) => caused));
            await store.commit(withoutEntries(again, asked));
          }
        },
      };
      return { ...ports, store: decorated };
    },
  },
  {
    name: "outbox",
    about: "Events and calls are held in memory, and not committed with the documents.",
    shownBy: "crash-before-publishing",
    decorate: ({ store, ...ports }) => ({
      ...ports,
      store: { ...store, commit: (change) => store.commit({ ...change, outbox: [] }) },
    }),
  },
  {
    name: "version-check",
    about: "The last write wins: document versions are not checked.",
    shownBy: "photo-finish",
    decorate({ store, ...ports }) {
      const commit: Ports["store"]["commit"] = async (change) => {
        const { documents: now } = await store.load(
          [],
          change.documents.map(({ key }) => key),
        );
        const documents = change.documents.map((document) => {
          const loaded = now.get(keyText(document.key))?.version ?? 0;
          return { ...document, loaded, version: loaded + 1 };
        });
        await store.commit({ ...change, documents });
      };
      return { ...ports, store: { ...store, commit } };
    },
  },
  {
    name: "tombstone",
    about: "A cancellation that arrives before its order is ignored.",
    shownBy: "cancellation-overtakes-order",
    replace: reactingWith((effects) =>
      Object.values(effects.save ?? {}).some(isTombstone) ? ignore("there is no such order yet") : effects,
    ),
  },
  {
    name: "refund",
    about: "Payments never asks the provider for a refund.",
    shownBy: "cancelled-while-cooking",
    replace: reactingWith(({ call = [], ...effects }) => ({
      ...effects,
      call: call.filter(({ name }) => name !== "payments.refund"),
    })),
  },
  {
    name: "idempotency-key",
    about: "Each attempt of a call has a new idempotency key, so the provider treats a retry as a new call.",
    shownBy: "answer-lost",
    decorate: ({ performers = [], ...ports }) => ({
      ...ports,
      performers: performers.map((performer) => ({
        ...performer,
        perform: (request, { key, signal }) =>
          performer.perform(request, { key: `${key} at ${ports.clock.now()}`, signal }),
      })),
    }),
  },
  {
    name: "publisher-confirms",
    about: "An event counts as published as soon as it is sent, without waiting for the broker's confirm.",
    shownBy: "broker-down-for-ten-minutes",
    decorate: ({ broker, ...ports }) => ({
      ...ports,
      broker: {
        ...broker,
        async publish(publications) {
          broker.publish(publications).catch(() => {});
        },
      },
    }),
  },
  {
    name: "late-acknowledgement",
    about: "Messages are acknowledged on arrival, before their effects are committed.",
    shownBy: "crash-before-committing",
    decorate: ({ broker, ...ports }) => ({
      ...ports,
      broker: {
        ...broker,
        consume: (queue, options, onDelivery) =>
          broker.consume(queue, options, (delivery) => {
            delivery.ack();
            onDelivery({ ...delivery, ack() {} });
          }),
      },
    }),
  },
  {
    name: "commit-before-publish",
    about: "Events are published before they are committed.",
    shownBy: "photo-finish",
    decorate: ({ broker, store, ...ports }) => ({
      ...ports,
      broker,
      store: {
        ...store,
        async commit(change) {
          await broker.publish(eventsIn(change.outbox).map((event) => publicationOf(event, contracts)));
          await store.commit(change);
        },
      },
    }),
  },
];

/**
 * Removes the given entries and timers from a change. Entries that are still pending have the same ids, so the store would reject
 * the change every time, including the one that settles them.
 */
function withoutEntries(change: Change, ids: ReadonlySet<string>): Change {
  const outbox = change.outbox.flatMap((entry): readonly OutboxEntry[] => {
    if (entry.kind === "call") return ids.has(entry.id) ? [] : [entry];
    const messages = entry.messages.filter(({ id }) => !ids.has(id));
    const [first] = messages;
    return first ? [{ ...entry, id: first.id, messages }] : [];
  });
  return { ...change, outbox, timers: change.timers.filter(({ id }) => !ids.has(id)) };
}

const isTombstone = (document: object | undefined): boolean =>
  document !== undefined && "status" in document && document.status === "tombstone";

/** The same service, with the effects of its reactions changed. */
function reactingWith(change: (effects: Effects) => Outcome): (service: Service) => Service {
  return (service) => ({
    ...service,
    reactions: new Map(
      [...service.reactions].map(([type, reaction]) => [
        type,
        {
          ...reaction,
          react(...given) {
            const outcome = reaction.react(...given);
            return "notYet" in outcome || "ignored" in outcome || "refused" in outcome
              ? outcome
              : change(outcome);
          },
        },
      ]),
    ),
  });
}
