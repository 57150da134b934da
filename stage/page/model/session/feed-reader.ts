import { createLineReader } from "../../../narrative/json-lines.ts";
import { createLog, type NarrativeLog } from "../../../narrative/log.ts";
import type { KnownBreach } from "../promises/known-breach.ts";
import { durationText } from "../words.ts";
import type { FeedMessage, Total } from "./feed-message.ts";

/** Reads a feed into a log. Each connection begins a new log, with the past that the server still has. */
export interface FeedReader {
  readonly log: NarrativeLog;
  /** The name of the company. */
  readonly company: string;
  /** How many entries were left out on their way here. */
  readonly dropped: number;
  /** How many entries never came to the server. */
  readonly lost: number;
  /** What the server knows to be broken. */
  readonly known: readonly KnownBreach[];
  /** Since when the log has everything, in milliseconds since 1970; undefined if it has the beginning. */
  readonly since: number | undefined;
  /** Takes a message. Returns a sentence about what was missed, if this is the first one after a lost connection. */
  take(message: FeedMessage, now: number): string | undefined;
  /** The connection is lost. @param now milliseconds since 1970 */
  lose(now: number): void;
}

/** How many messages the two ends of a feed remember: those of some minutes. */
export const linesKept = 50_000;
/** As many entries as a page keeps; the older ones leave their effect. */
const keep = 30_000;

export function createFeedReader(): FeedReader {
  let log = createLog({ keep });
  let read = createLineReader(linesKept);
  let dropped = 0;
  let lost = 0;
  let last: { readonly company: string; readonly total: Total } | undefined;
  let lostAt: number | undefined;
  let known: readonly KnownBreach[] = [];
  let since: number | undefined;

  /** A new connection: what came over the last one is forgotten, because nothing tells whether anything is missing between. */
  function begin(company: string, message: FeedMessage, now: number): string | undefined {
    const { lines, total } = message;
    const before = last;
    const awaySince = lostAt;
    log = createLog({ keep });
    read = createLineReader(linesKept);
    known = [];
    since = message.since;
    last = { company, total };
    lostAt = undefined;
    if (!before) return undefined;
    if (awaySince === undefined)
      return `This page could not keep up: ${missedText(before.total, total, lines.length)}`;
    const lost = `The connection was lost for ${durationText(Math.max(0, now - awaySince))}`;
    if (before.company !== company) return `${lost}; meanwhile the company was started anew.`;
    return `${lost}: ${missedText(before.total, total, lines.length)}`;
  }

  return {
    get log() {
      return log;
    },
    get company() {
      return last?.company ?? "";
    },
    get dropped() {
      return dropped;
    },
    get lost() {
      return lost;
    },
    get known() {
      return known;
    },
    get since() {
      return log.first > 0 ? log.entries[0]?.at : since;
    },
    take(message, now) {
      const { company, lines, total } = message;
      const missed = company === undefined ? undefined : begin(company, message, now);
      if (company === undefined && last) last = { ...last, total };
      ({ dropped, lost = 0 } = message);
      known = message.known ?? known;
      for (const line of lines) log.append(read(line));
      return missed;
    },
    lose(now) {
      lostAt ??= now;
    },
  };
}

/** @param past how many entries the feed began with */
function missedText(before: Total, after: Total, past: number): string {
  const entries = after.entries - before.entries;
  const orders = after.orders - before.orders;
  if (entries === 0) return "you missed nothing.";
  const missed = `you missed ${counted(entries, "entry", "entries")} and ${counted(orders, "new order", "new orders")}.`;
  return `${missed} ${entries <= past ? "They are in the log: go back in time to see them." : "The map shows what they led to."}`;
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
