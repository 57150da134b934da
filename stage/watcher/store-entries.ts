import type { ServiceName } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { instant } from "#messaging/instant.ts";
import type { Message } from "#messaging/message.ts";
import { eventsEntry, type OutboxEntry } from "#messaging/outbox-entry.ts";
import type { Change, Key } from "#messaging/store.ts";
import type { Timer } from "#messaging/timer.ts";
import type { Untimed } from "../narrative/recorder.ts";
import type { CompanyState } from "../narrative/state.ts";

interface Early {
  add(what: string): void;
  has(what: string): boolean;
}
type By = { readonly service: ServiceName; readonly instance: number };

/**
 * What a hop tells about a database: what was committed, and which outbox entries are settled. Of documents, hops report the status
 * alone; the rest of what is shown of one are the data of the events that were published with it.
 *
 * @param early what was published or called before its cause was reported as handled, which waits for the acknowledgement
 */
export function storeEntries(hop: Hop, by: By, state: CompanyState, early: Early): readonly Untimed[] {
  const { outbox } = state.services[by.service];
  switch (hop.kind) {
    case "handled":
      return [committed(changeOf(hop, by.service, state), by, state, early)];
    case "ignored":
    case "refused":
      return [committed({ ...nothing, processed: [processed(hop, [])] }, by, state, early)];
    case "published": {
      const settled = settledBy(outbox, hop.message.id, by);
      if (settled.length === 0) early.add(hop.message.id);
      return settled;
    }
    case "call": {
      if (hop.failed !== undefined) return [];
      const made = [...outbox.values()].find(
        (entry) => entry.kind === "call" && entry.name === hop.name && entry.cause.id === hop.cause.id,
      );
      if (!made) early.add(callKey(hop.name, hop.cause));
      return made ? [{ kind: "settled", ...by, ids: [made.id] }] : [];
    }
    default:
      return [];
  }
}

const nothing: Change = { processed: [], documents: [], outbox: [], cancelled: [], timers: [], settled: [] };

/** What was published or called early is in the outbox no more, but was committed. */
function committed(intended: Change, by: By, state: CompanyState, early: Early): Untimed {
  const { documents } = state.services[by.service];
  const before = intended.documents.map(({ key }) => documents.get(`${key.collection}/${key.id}`)?.document);
  const outbox = intended.outbox.flatMap((entry) => left(entry, early));
  const isWhole = intended.outbox.every((entry, i) => entry === outbox[i]);
  return { kind: "committed", ...by, change: isWhole ? intended : { ...intended, outbox }, before, intended };
}

/** What is left of an outbox entry. */
function left(entry: OutboxEntry, early: Early): readonly OutboxEntry[] {
  if (entry.kind === "call") return early.has(callKey(entry.name, entry.cause)) ? [] : [entry];
  const messages = entry.messages.filter(({ id }) => !early.has(id));
  if (messages.length === entry.messages.length) return [entry];
  return messages.length === 0 ? [] : [{ ...entry, messages }];
}

type Handled = Extract<Hop, { kind: "handled" }>;
type Ended = Extract<Hop, { kind: "handled" | "ignored" | "refused" }>;

const processed = ({ at, kind, message }: Ended, caused: readonly string[]) => ({
  ...{ id: message.id, type: message.type, at: instant(at), outcome: kind, caused, answer: undefined },
});

function changeOf(hop: Handled, service: ServiceName, state: CompanyState): Change {
  const { at, did, message } = hop;
  const { timers } = state.services[service];
  // A timer that came due is named after its message.
  const due = `${message.type}/${message.subject}`;
  return {
    processed: [
      processed(
        hop,
        did.published.map(({ id }) => id),
      ),
    ],
    documents: did.saved.flatMap(({ key, status }) => document(hop, service, keyOf(key), status, state)),
    outbox: [...eventsEntry(did.published, at), ...callsOf(hop)],
    cancelled: did.timersCancelled,
    timers: did.timersSet.map(({ dueAt, name }): Timer => {
      return { id: name, name, dueAt, leasedUntil: dueAt, message: { ...message, id: name, type: name } };
    }),
    settled: timers.has(due) ? [due] : [],
  };
}

const callKey = (name: string, cause: Message): string => `${name} ${cause.id}`;

const callsOf = ({ at, did, message }: Handled): readonly Extract<OutboxEntry, { kind: "call" }>[] =>
  did.called.map((name, i) => ({
    ...({ kind: "call", id: `${message.id} ${i}`, attempts: 0, leasedUntil: at } as const),
    ...{ name, key: "", request: undefined, cause: message },
  }));

function keyOf(text: string): Key {
  const slash = text.indexOf("/");
  return { collection: text.slice(0, slash), id: text.slice(slash + 1) };
}

/** A document as far as hops show it; none where they show nothing. */
function document(
  { did, message }: Handled,
  service: ServiceName,
  key: Key,
  status: string | undefined,
  state: CompanyState,
): Change["documents"] {
  const before = state.services[service].documents.get(`${key.collection}/${key.id}`);
  const published = did.published.filter(({ subject }) => subject === key.id).map(({ data }) => data);
  const { capacity, open }: { capacity?: unknown; open?: unknown } = Object(message.data);
  const isAbout = message.subject === key.id;
  const shown = Object.assign(
    { ...before?.document },
    ...published,
    status === undefined ? {} : { status },
    isAbout && typeof open === "boolean" ? { open } : {},
    isAbout && typeof capacity === "number" ? { capacity } : {},
  );
  if (Object.keys(shown).length === 0) return [];
  const loaded = before?.version ?? 0;
  return [{ key, loaded, version: loaded + 1, document: shown }];
}

/** An event that the broker confirmed leaves the outbox; its entry goes with the last of its events. */
function settledBy(outbox: ReadonlyMap<string, OutboxEntry>, messageId: string, by: By): readonly Untimed[] {
  for (const [id, entry] of outbox) {
    if (entry.kind !== "events" || !entry.messages.some((message) => message.id === messageId)) continue;
    const messageIds = entry.messages.flatMap((message) => (message.id === messageId ? [] : [message.id]));
    return messageIds.length === 0
      ? [{ kind: "settled", ...by, ids: [id] }]
      : [{ kind: "reduced", ...by, id, messageIds }];
  }
  return [];
}
