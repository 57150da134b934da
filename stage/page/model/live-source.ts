import type { FeedMessage } from "./feed-message.ts";
import { createFeedReader } from "./feed-reader.ts";
import type { Source } from "./source.ts";

/**
 * The company in the process that serves this page, in real time. Resolves when the page has caught up.
 *
 * @param onChange called with a sentence about the connection
 */
export async function liveSource(
  token: string | undefined,
  onChange: (text: string) => void,
): Promise<Source> {
  const reader = createFeedReader();
  const events = new EventSource("page/feed");
  await new Promise<void>((resolve) => {
    events.onerror = () => {
      reader.lose(Date.now());
      onChange("The connection is lost; the page connects again.");
    };
    events.onmessage = ({ data }) => {
      const missed = reader.take(JSON.parse(data) as FeedMessage, Date.now());
      if (missed) onChange(missed);
      resolve();
    };
  });
  return {
    kind: "process",
    get log() {
      return reader.log;
    },
    get began() {
      return beganOf(reader.log);
    },
    allows: () =>
      token === undefined
        ? "You are watching. The address that npm start prints has the token for these controls."
        : true,
    async act(action) {
      const response = await fetch("page/act", {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(action),
      });
      if (!response.ok) throw new Error(String(Object(await response.json()).detail));
    },
    dropped: () => reader.dropped,
  };
}

const beginnings = new WeakMap<object, Source["began"]>();

/** Where the company had started: the first thing that a person did, as far as the log reaches back. */
function beganOf(log: Source["log"]): Source["began"] {
  const known = beginnings.get(log);
  if (known && known.position >= log.first) return known;
  const person = log.entries.findIndex(({ kind }) => kind === "person");
  const began = {
    position: log.first + Math.max(0, person),
    at: known?.at ?? log.entries[0]?.at ?? Date.now(),
  };
  if (person >= 0) beginnings.set(log, began);
  return began;
}
