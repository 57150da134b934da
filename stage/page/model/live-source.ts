import type { FeedMessage } from "./feed-message.ts";
import { createFeedReader } from "./feed-reader.ts";
import { type Instead, insteadInDeployment } from "./instead.ts";
import type { Source } from "./source.ts";

/** Where the token for the controls is, and what to do instead of what a source cannot do. */
const sources: Readonly<Record<"process" | "deployment", { watching: string; instead: Instead }>> = {
  process: {
    watching: "You are watching. The address that npm start prints has the token for these controls.",
    instead: {},
  },
  deployment: {
    watching:
      "You are watching. Add #token= and the deployment's PAGE_TOKEN to the address for these controls.",
    instead: insteadInDeployment,
  },
};

/** What hops show suffices for these. The others are about money, mails and rosters, which hops do not report. */
const judgedByHops: ReadonlySet<string> = new Set([
  "every order is delivered or cancelled",
  "only legal status transitions",
  "every consumer handles every event",
  "no event is handled that was never committed",
  "no message is handled twice",
  "at rest, inboxes, retry tiers, outboxes and timers are empty",
]);

/**
 * A company whose server sends what happens to this page, in real time. Resolves when the page has caught up.
 *
 * @param kind whether it runs in that server, or the server only watches it
 * @param onChange called with a sentence about the connection
 */
export async function liveSource(
  kind: "process" | "deployment",
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
    kind,
    get log() {
      return reader.log;
    },
    get began() {
      return beganOf(reader.log);
    },
    allows(action) {
      const { instead, watching } = sources[kind];
      return instead[action] ?? (token === undefined ? watching : true);
    },
    async act(action) {
      const response = await fetch("page/act", {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(action),
      });
      if (!response.ok) throw new Error(String(Object(await response.json()).detail));
    },
    dropped: () => reader.dropped + reader.lost,
    ...(kind === "deployment" && {
      judges: (promise: string) => reader.lost === 0 && judgedByHops.has(promise),
    }),
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
