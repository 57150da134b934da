import pc from "picocolors";
import type { Clock } from "#messaging/clock.ts";
import type { Hop } from "#messaging/hops.ts";
import { createTimeline } from "#stage/narrative/timeline.ts";

/** What happened, line by line, in the order in which it happened. */
export interface TraceLog {
  readonly lines: readonly string[];
  /** The history begins now. */
  begin(): void;
  hop(hop: Hop): void;
  /** @param about an order; without one, it is told in every chronicle */
  say(line: string, about?: string): void;
}

/** @param of everything, or what is about one of these subjects; undefined for an empty chronicle */
export function createTraceLog(clock: Clock, of: "everything" | readonly string[] | undefined): TraceLog {
  const lines: string[] = [];
  const isTold = (subject: string) => of === "everything" || Boolean(of?.includes(subject));
  let began: number | undefined;
  let timeline: ReturnType<typeof createTimeline> | undefined;
  return {
    lines,
    begin() {
      began = clock.now();
      if (of) timeline = createTimeline(began, pc.createColors(false), isTold);
    },
    hop(hop) {
      const line = timeline?.line(hop);
      if (line) lines.push(line);
    },
    say(line, about) {
      if (!of || began === undefined || (about !== undefined && !isTold(about))) return;
      lines.push(`  +${new Date(clock.now() - began).toISOString().slice(11, 23)}  ${line}`);
    },
  };
}
