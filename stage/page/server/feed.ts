import type { Entry } from "../../narrative/entry.ts";
import { createLineWriter } from "../../narrative/json-lines.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import type { CompanyState } from "../../narrative/state.ts";
import type { KnownBreach } from "../model/promises/known-breach.ts";
import type { FeedMessage } from "../model/session/feed-message.ts";
import { linesKept } from "../model/session/feed-reader.ts";
import { createSampler, type Sampler } from "./sampler.ts";
import { snapshotOf } from "./snapshot.ts";

export interface FeedOptions {
  readonly log: NarrativeLog;
  /** Names the company: a page that connects again tells by it whether it is the same. */
  readonly company: string;
  readonly send: (message: FeedMessage) => void;
  /** What the server knows to be broken; another list when that changes. Default: nothing. */
  readonly known?: () => readonly KnownBreach[];
  /** How many entries never came into the log, which only watches the company. */
  readonly lost?: () => number;
  /** Whether the company is closing. Default: never. */
  readonly isClosing?: () => boolean;
  /** Whether the connection takes more now. Default: always. */
  readonly canSend?: () => boolean;
  /** The server's time, in milliseconds since 1970. Default: that of the machine. */
  readonly now?: () => number;
  /** How many entries of the past to begin with, at most. Default 6,000. */
  readonly past?: number;
  /** The past is wanted since then, in milliseconds since 1970, if the log still has it. Default: as much as `past`. */
  readonly since?: number;
  /** How many lines to hold for a page that does not take them; with more it begins anew when it does. Default 5,000. */
  readonly buffer?: number;
}

export interface Feed {
  /** Sends what waits, if the connection takes it. */
  flush(): void;
  stop(): void;
}

const nothing: readonly KnownBreach[] = [];
/** How often lines are sent, in milliseconds. */
const everyMs = 100;
/** Of the orders before the past that is sent, the newest that a page shows. */
const mostOrders = 200;

/**
 * Sends a log to one page, from a state of the past on. Bounded: a page that is too slow misses what happens meanwhile, and then begins
 * anew, because a log with gaps would be no log.
 */
export function startFeed(options: FeedOptions): Feed {
  const { buffer = 5_000, canSend = () => true, company, log, lost, past = 6_000, send } = options;
  const { isClosing = () => false, known = () => nothing, now = Date.now } = options;
  let dropped = 0;
  let waiting: string[] = [];
  let isBehind = false;
  let hasSaidClosing = isClosing();
  let saidKnown: readonly KnownBreach[] = nothing;

  const counts = () => ({
    ...{ dropped, now: now(), total: { entries: log.end, orders: log.present.orders.size } },
    ...(lost && { lost: lost() }),
    ...(isClosing() && { closing: true as const }),
  });

  /** What is known to be broken, if the page does not know it yet. */
  function newlyKnown(): Pick<FeedMessage, "known"> {
    const all = known();
    if (all === saidKnown) return {};
    saidKnown = all;
    return { known: all };
  }

  /** Sends the past. Returns what turns an entry into a line; undefined for one that is not shown. */
  function begin(): (entry: Entry) => string | undefined {
    const line = createLineWriter(linesKept);
    const sampler = createSampler();
    const wanted = log.positionAt(options.since ?? Number.POSITIVE_INFINITY);
    const from = Math.max(log.first, Math.min(log.end - past, wanted));
    const isWhole = from === 0;
    const lines = isWhole ? [] : stateFor(sampler, log.stateAt(from)).map(line);
    for (const entry of log.entries.slice(from - log.first)) {
      const shown = sampler.take(entry);
      if (shown) lines.push(line(shown));
      else dropped += 1;
    }
    const since = isWhole ? undefined : (log.entry(from)?.at ?? now());
    saidKnown = nothing;
    send({ lines, ...counts(), ...newlyKnown(), ...(since !== undefined && { since }), company });
    return (entry) => {
      const shown = sampler.take(entry);
      return shown && line(shown);
    };
  }

  let take = begin();
  const stop = log.onEntry((entry) => {
    const line = isBehind ? undefined : take(entry);
    if (line === undefined) dropped += 1;
    else waiting.push(line);
    if (waiting.length <= buffer) return;
    dropped += waiting.length;
    waiting = [];
    isBehind = true;
  });
  function flush(): void {
    if (!canSend()) return;
    if (isBehind) take = begin();
    else if (waiting.length > 0 || isClosing() !== hasSaidClosing || known() !== saidKnown)
      send({ lines: waiting, ...counts(), ...newlyKnown() });
    hasSaidClosing = isClosing();
    isBehind = false;
    waiting = [];
  }
  const timer = setInterval(flush, everyMs);
  return {
    flush,
    stop() {
      stop();
      clearInterval(timer);
    },
  };
}

/** The state with which a page begins: of many orders, the newest. */
function stateFor(sampler: Sampler, state: CompanyState) {
  sampler.hide([...state.orders.keys()].slice(0, -mostOrders));
  return snapshotOf(state, sampler.isHidden);
}
