import pc from "picocolors";
import type { Clock } from "#messaging/clock.ts";
import type { Hop } from "#messaging/hops.ts";
import { createTimeline } from "#stage/narrative/timeline.ts";

/** A log of what happened, one line per event, in order. */
export interface TraceLog {
  readonly lines: readonly string[];
  /** Starts recording; times are relative to this moment. */
  begin(): void;
  hop(hop: Hop): void;
  /** @param about the order concerned; without one, the line is always recorded */
  log(line: string, about?: string): void;
}

/** @param of what to record: everything, or only these subjects; undefined records nothing */
export function createTraceLog(clock: Clock, of: "everything" | readonly string[] | undefined): TraceLog {
  const lines: string[] = [];
  const isTraced = (subject: string) => of === "everything" || Boolean(of?.includes(subject));
  let began: number | undefined;
  let timeline: ReturnType<typeof createTimeline> | undefined;
  return {
    lines,
    begin() {
      began = clock.now();
      if (of) timeline = createTimeline(began, pc.createColors(false), isTraced);
    },
    hop(hop) {
      const line = timeline?.line(hop);
      if (line) lines.push(line);
    },
    log(line, about) {
      if (!of || began === undefined || (about !== undefined && !isTraced(about))) return;
      lines.push(`  +${new Date(clock.now() - began).toISOString().slice(11, 23)}  ${line}`);
    },
  };
}
