import { createLineWriter } from "../../narrative/json-lines.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { createSampler } from "./sampler.ts";
import { snapshotOf } from "./snapshot.ts";

/** What a page receives. */
export interface FeedMessage {
  /** Entries as lines of JSON, in order. */
  readonly lines: readonly string[];
  /** How many entries were left out so far, because more happened than can be watched. */
  readonly dropped: number;
}

export interface FeedOptions {
  readonly log: NarrativeLog;
  readonly send: (message: FeedMessage) => void;
  /** How many entries of the past to begin with, at most. Default 6,000. */
  readonly past?: number;
  /** How many lines to hold for a page that does not take them; the rest is dropped. Default 5,000. */
  readonly buffer?: number;
}

export interface Feed {
  /** Sends what waits, at once. */
  flush(): void;
  stop(): void;
}

/** How often lines are sent, in milliseconds. */
const everyMs = 100;

/** Sends a log to one page, from a state of the past on. Bounded: what cannot be sent is dropped and counted. */
export function startFeed({ buffer = 5_000, log, past = 6_000, send }: FeedOptions): Feed {
  const line = createLineWriter();
  const sampler = createSampler();
  const from = log.end - log.first <= past && log.first === 0 ? 0 : Math.max(log.first, log.end - past);
  let dropped = 0;
  const beginning = from === 0 ? [] : snapshotOf(log.stateAt(from));
  send({ lines: [...beginning, ...log.entries.slice(from - log.first)].map(line), dropped });

  let waiting: string[] = [];
  const stop = log.onEntry((entry) => {
    const shown = sampler(entry);
    if (shown === undefined || waiting.length >= buffer) dropped += 1;
    else waiting.push(line(shown));
  });
  function flush(): void {
    if (waiting.length === 0) return;
    send({ lines: waiting, dropped });
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
