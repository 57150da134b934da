// One table of guarantees, each with its harm and the few lines that switch it off; hence the length.

import { contracts } from "#contracts/contracts.ts";
import { Conflict } from "#messaging/errors.ts";
import { publicationOf } from "#messaging/outbox/outbox-relay.ts";
import { eventsIn, type OutboxEntry } from "#messaging/outbox-entry.ts";
import { type Effects, ignore, type Outcome } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/running/run-service.ts";
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

/** A guarantee, explained for people. */
export interface ExplainedGuarantee extends DisabledGuarantee {
  /** How the harm happens without it. */
  readonly why: string;
  /** How it prevents the harm. */
  readonly prevents: string;
  /** The number of the interview question that it answers. */
  readonly question: number;
}

/** Every guarantee that can be switched off, to see what breaks. */
export const disabledGuarantees: readonly ExplainedGuarantee[] = [
  {
    name: "dedup",
    about: "Services do not record which messages they have handled.",
    why: "Messages arrived twice. No service had recorded which ones it had handled, so each copy was handled again.",
    prevents:
      "A service commits a message's id together with its effects. The copy's id is already there, so the copy is acknowledged without any effect.",
    question: 19,
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
    why: "The order was committed, and the process died before it published the event. The database had no record of an event that was still to be published.",
    prevents:
      "Events and calls are committed in the same transaction as the decision behind them. Another instance, or the next process to start, finds them in the outbox and sends them.",
    question: 84,
    shownBy: "crash-before-publishing",
    decorate: ({ store, ...ports }) => ({
      ...ports,
      store: { ...store, commit: (change) => store.commit({ ...change, outbox: [] }) },
    }),
  },
  {
    name: "version-check",
    about: "The last write wins: document versions are not checked.",
    why: "The deadline and the payment were handled at the same moment, by two instances that had read the same document. The last write won, and the payment was lost.",
    prevents:
      "A commit names the version that it read. The second commit is rejected; its instance reads again and decides again, now aware of the payment.",
    question: 56,
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
    why: "The cancellation overtook its order. It found nothing to cancel and was dropped, so the order that arrived later was charged and cooked.",
    prevents:
      "A cancellation that finds no order leaves a tombstone in its place. The order finds the tombstone, and stops there.",
    question: 77,
    shownBy: "cancellation-overtakes-order",
    replace: reactingWith((effects) =>
      Object.values(effects.save ?? {}).some(isTombstone) ? ignore("there is no such order yet") : effects,
    ),
  },
  {
    name: "refund",
    about: "Payments never asks the provider for a refund.",
    why: "The order was cancelled after the card had been charged, and no service returned the money: there is no rollback across services.",
    prevents:
      "Payments consumes the cancellation, and undoes its own part. It asks the provider for one refund, with an idempotency key.",
    question: 68,
    shownBy: "cancelled-while-cooking",
    replace: reactingWith(({ call = [], ...effects }) => ({
      ...effects,
      call: call.filter(({ name }) => name !== "payments.refund"),
    })),
  },
  {
    name: "idempotency-key",
    about: "Each attempt of a call has a new idempotency key, so the provider treats a retry as a new call.",
    why: "The provider charged the card, and its response was lost. The second attempt had a new key, so the provider treated it as another purchase.",
    prevents:
      "The key is committed with the call, and every attempt uses it. The provider finds the first charge under this key, and returns it.",
    question: 55,
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
    why: "The event was sent while the broker was down, and counted as published. The outbox deleted it, and there was no other copy.",
    prevents:
      "The outbox keeps an event until the broker confirms that it is stored. Until then it is published again.",
    question: 18,
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
    why: "The message was acknowledged on arrival, and the process died before it committed. The broker had deleted the message, and the service had stored nothing.",
    prevents:
      "A message is acknowledged only after its effects are committed. If the process dies before that, the broker redelivers it.",
    question: 42,
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
    why: "Events were published before the decision behind them was committed. Then another instance decided otherwise, and consumers had acted on something that never happened.",
    prevents:
      "An event is published only after the commit that contains it. A decision that loses the race publishes nothing.",
    question: 84,
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
