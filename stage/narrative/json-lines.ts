import type { Did, Hop } from "#messaging/instance/hops.ts";
import type { Message } from "#messaging/message.ts";
import { type Change, keyText } from "#messaging/store.ts";
import type { Committed, Entry } from "./entry.ts";
import { LimitedMap } from "./limited.ts";

/**
 * A log as JSON, one line per entry. A message stands in full where it first occurs, and by its id after that; a document stands once
 * per version. The same log gives the same bytes.
 *
 * @param most how many messages writer and reader remember; older ones are written in full again. Default: all
 */
export function createLineWriter(most = Number.POSITIVE_INFINITY): (entry: Entry) => string {
  const seen = new LimitedMap<string, string>(most);
  const reference: Translate = (message) => {
    const { id } = message as Message;
    const text = JSON.stringify(message);
    // A message that differs from the earlier one with its id (a timer that was set again) is written in full.
    if (seen.get(id) === text) return id;
    seen.set(id, text);
    return message;
  };
  return (entry) => {
    if (entry.kind !== "committed") return JSON.stringify(translated(entry, reference));
    const { before: _, ...line } = translated(entry, reference) as Committed;
    return JSON.stringify(entry.intended === entry.change ? { ...line, intended: "change" } : line);
  };
}

/**
 * Reads lines back, in the order in which they were written.
 *
 * @param most the same as the writer's
 * @throws SyntaxError for a line that is not JSON; Error for a line that refers to a message that no earlier line contains
 */
export function createLineReader(most = Number.POSITIVE_INFINITY): (line: string) => Entry {
  const messages = new LimitedMap<string, Message>(most);
  const documents = new LimitedMap<string, object>(most);
  const resolve: Translate = (found) => {
    if (typeof found === "string") {
      const message = messages.get(found);
      if (!message)
        throw new Error(`message ${found} is in no earlier line: read the log from its first line`);
      return message;
    }
    messages.set((found as Message).id, found as Message);
    return found;
  };
  return (line) => {
    const read = JSON.parse(line);
    const { intended } = read;
    const entry = translated(intended === "change" ? { ...read, intended: undefined } : read, resolve);
    if (entry.kind !== "committed") return entry;
    const before = entry.change.documents.map(({ key, document }) => {
      const place = `${entry.service} ${keyText(key)}`;
      const last = documents.get(place);
      documents.set(place, document);
      return last;
    });
    return { ...entry, before, intended: intended === "change" ? entry.change : entry.intended };
  };
}

/** Replaces a message by its reference, or back. */
type Translate = (message: unknown) => unknown;

/** The same entry with each of its messages translated. */
function translated(entry: Entry, translate: Translate): Entry {
  const to = <T>(message: T): T => translate(message) as T;
  if (entry.kind === "committed") {
    const { intended } = entry;
    const change = changeWith(entry.change, to);
    if (intended === entry.change) return { ...entry, change, intended: change };
    return { ...entry, change, intended: intended && changeWith(intended, to) };
  }
  const { cause, message, did } = entry as Partial<{ cause: Message; message: Message; did: Did }>;
  if (entry.kind === "person") return entry;
  return {
    ...entry,
    ...(cause === undefined ? {} : { cause: to(cause) }),
    ...(message === undefined ? {} : { message: to(message) }),
    ...(did === undefined ? {} : { did: { ...did, published: did.published.map(to) } }),
  } as Hop;
}

const changeWith = (change: Change, to: <T>(message: T) => T): Change => ({
  ...change,
  outbox: change.outbox.map((entry) =>
    entry.kind === "events"
      ? { ...entry, messages: entry.messages.map((message) => to(message)) }
      : { ...entry, cause: to(entry.cause) },
  ),
  timers: change.timers.map((timer) => ({ ...timer, message: to(timer.message) })),
});
