import { contracts } from "#contracts/contracts.ts";
import { Conflict } from "#messaging/errors.ts";
import { publicationOf } from "#messaging/outbox/outbox-relay.ts";
import { eventsIn, type OutboxEntry } from "#messaging/outbox.ts";
import { type Effects, ignore, type Outcome } from "#messaging/reaction.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import { type Change, keyText } from "#messaging/store.ts";

// One table: a guarantee, its harm, and the few lines that switch it off belong side by side, so the file is long.

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
    why: "Every message arrived twice. No service remembered what it had handled, so each copy took effect, and each sent its mail.",
    prevents:
      "A service stores the id of a message in the same commit as its effects. The copy finds the id there, and is acknowledged without any effect.",
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
    why: "The order was committed, and the process died before it published the event. Nothing in the database said that an event was still owed.",
    prevents:
      "The event is committed in the same transaction as the order. Whoever starts next finds it in the outbox, and publishes it.",
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
    why: "The deadline and the payment were decided at the same moment, by two instances that had read the same document. The last write won, and the money was forgotten.",
    prevents:
      "A commit names the version that it read. The second one is refused, reads again, and decides again: with the payment in sight.",
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
    why: "The cancellation overtook its order. It found nothing to cancel and was forgotten, so the order that came later was charged and cooked.",
    prevents:
      "A cancellation that finds no order leaves a tombstone in its place. The order finds it, and goes no further.",
    question: 77,
    shownBy: "cancellation-overtakes-order",
    replace: reactingWith((effects) =>
      Object.values(effects.save ?? {}).some(isTombstone) ? ignore("there is no such order yet") : effects,
    ),
  },
  {
    name: "refund",
    about: "Payments never asks the provider for a refund.",
    why: "The order was cancelled after the card had been charged, and nobody gave the money back: there is no rollback across services.",
    prevents:
      "Payments hears of the cancellation, and undoes its own part: it asks the provider for a refund, once, with a key.",
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
    why: "The provider charged the card, and its response was lost. The second attempt came with a new key, so the provider took it for another purchase.",
    prevents:
      "The key is committed with the call, and every attempt carries it. The provider finds the first charge under it, and returns that one.",
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
    why: "The event was sent while the broker was down, and counted as published. The outbox let go of it, and nobody else had it.",
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
    why: "The message was acknowledged on arrival, and the process died before it committed. The broker had forgotten the message, and the service as well.",
    prevents:
      "A message is acknowledged only once its effects are committed. If the process dies before that, the broker delivers it again.",
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
    why: "Events were out before the decision behind them was committed. Then another instance decided otherwise, and others had acted on what never became true.",
    prevents:
      "An event leaves only after the commit that contains it. A decision that loses the race is never heard of.",
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
