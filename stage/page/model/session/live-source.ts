import { cannotJudgeByHops } from "../promises/judged-by-hops.ts";
import type { FeedMessage } from "./feed-message.ts";
import { createFeedReader } from "./feed-reader.ts";
import { type Instead, insteadInDeployment } from "./instead.ts";
import { type LiveMoment, liveFragmentOf, liveMomentOf } from "./live-moment.ts";
import type { Source } from "./source.ts";

/** Where the token for the controls is, and what to do instead of what a source cannot do. */
const sources: Readonly<Record<"process" | "deployment", { watching: string; instead: Instead }>> = {
  process: {
    watching:
      "You are only watching: to order and to break things, open the address with #token= that npm start prints in its terminal.",
    instead: {},
  },
  deployment: {
    watching:
      "You are only watching: to order, open this address with #token= and the deployment's PAGE_TOKEN at its end.",
    instead: insteadInDeployment,
  },
};

/** A source in real time. */
export interface LiveSource extends Source {
  /** The moment that a link leads to, or a sentence that says why it does not; undefined if it is no such link. */
  find(fragment: string): LiveMoment | string | undefined;
}

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
): Promise<LiveSource> {
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
    dropped: () => reader.dropped,
    lost: () => reader.lost,
    link: (position, judged) =>
      liveFragmentOf(reader.company, reader.log, { position, ...(judged && { judged }) }),
    find: (fragment) => liveMomentOf(reader.company, reader.log, fragment),
    ...(kind === "deployment" && {
      cannotJudge: (promise: string) =>
        cannotJudgeByHops(promise, {
          lost: reader.lost,
          isLedgerAway: reader.log.present.provider.is === "away",
        }),
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
