import { signal } from "@preact/signals";
import { cannotJudgeByHops } from "../promises/judged-by-hops.ts";
import type { FeedMessage } from "./feed-message.ts";
import { createFeedReader } from "./feed-reader.ts";
import {
  bringsOrders,
  closedText,
  closingText,
  type Instead,
  insteadInDeployment,
  lostText,
} from "./instead.ts";
import type { LinkedMoment } from "./link-parts.ts";
import { liveFragmentOf, liveMomentOf } from "./live-moment.ts";
import { createPageAccess } from "./page-access.ts";
import { createServerClock } from "./server-clock.ts";
import type { Source } from "./source.ts";

interface Texts {
  /** Where the token for the controls is. */
  readonly watching: string;
  /** Where the token is, if the page's own is no longer valid. */
  readonly outdated: string;
  /** What to do instead of what the source cannot do. */
  readonly instead: Instead;
}

const sources: Readonly<Record<"process" | "deployment", Texts>> = {
  process: {
    watching:
      "You are only watching: to order and to break things, open the address with #token= that npm start prints in its terminal.",
    outdated:
      "You are only watching: this page's token is of an earlier npm start. To order and to break things, open the new address with #token= that its terminal printed.",
    instead: {},
  },
  deployment: {
    watching:
      "You are only watching: to order, open this address with #token= and the deployment's PAGE_TOKEN at its end.",
    outdated:
      "You are only watching: this page's token is not the deployment's PAGE_TOKEN. To order, open this address with #token= and that one at its end.",
    instead: insteadInDeployment,
  },
};

/** A source in real time. */
export interface LiveSource extends Source {
  /** The moment that a link leads to, or a sentence that says why it does not; undefined if it is no such link. */
  find(fragment: string): LinkedMoment | string | undefined;
  /** Acts with a token from now on. Resolves when the server has said whether it is valid. */
  takeToken(token: string): Promise<void>;
}

/**
 * A company whose server sends what happens to this page, in real time. Resolves when the page has caught up.
 *
 * @param kind whether it runs in that server, or the server only watches it
 * @param onChange called with a sentence about the connection
 * @param since from when the page wants the past, in milliseconds since 1970, if that is more than it would get
 */
export async function liveSource(
  kind: "process" | "deployment",
  token: string | undefined,
  onChange: (text: string) => void,
  since?: number,
): Promise<LiveSource> {
  const reader = createFeedReader();
  const clock = createServerClock(() => performance.now());
  const access = createPageAccess(token, isValidToken);
  const isConnected = signal(true);
  const isClosing = signal(false);
  const disconnectedText = () => (isClosing.value ? closedText : lostText);
  const events = new EventSource(since === undefined ? "page/feed" : `page/feed?since=${since}`);
  await new Promise<void>((resolve) => {
    events.onerror = () => {
      reader.lose(Date.now());
      isConnected.value = false;
      onChange(disconnectedText());
    };
    events.onmessage = ({ data }) => {
      const message = JSON.parse(data) as FeedMessage;
      clock.hear(message);
      const missed = reader.take(message, Date.now());
      isConnected.value = true;
      if (missed) onChange(missed);
      if (message.company !== undefined) void access.check();
      if (message.closing && !isClosing.value) onChange(closingText);
      isClosing.value = message.closing === true;
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
      const { instead, ...otherwise } = sources[kind];
      if (instead[action] !== undefined) return instead[action];
      const is = access.is.value;
      if (is !== "acting") return otherwise[is];
      if (!isConnected.value) return disconnectedText();
      return isClosing.value && bringsOrders({ do: action }) ? closingText : true;
    },
    async act(action) {
      const response = await fetch("page/act", {
        method: "POST",
        headers: access.headers(),
        body: JSON.stringify(action),
      });
      if (response.status === 401) {
        access.refused();
        throw new Error(sources[kind].outdated);
      }
      const { detail, orderId } = (await response.json()) as ActAnswer;
      if (!response.ok) throw new Error(detail ?? response.statusText);
      return orderId;
    },
    isConnected: () => isConnected.value,
    now: clock.now,
    dropped: () => reader.dropped,
    lost: () => reader.lost,
    since: () => reader.since,
    known: () => reader.known,
    link: (shown) => liveFragmentOf(reader.company, reader.log, shown),
    takeToken: access.take,
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

/** Whether requests with these headers may act; undefined if the server does not answer. */
async function isValidToken(headers: Record<string, string>): Promise<boolean | undefined> {
  const answer = await fetch("page/access", { headers }).catch(() => undefined);
  return answer?.ok ? Object(await answer.json()).mayAct === true : undefined;
}

/** What the server answers to an action: the order that it placed, or why it was refused. */
interface ActAnswer {
  readonly orderId?: string;
  readonly detail?: string;
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
