import pc from "picocolors";
import type { Clock } from "#messaging/clock.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { createTeller, unlimited } from "#stage/narrative/text/story-lines.ts";
import { clockTime } from "#stage/narrative/text/words.ts";

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
  let tell: ReturnType<typeof createTeller> | undefined;
  return {
    lines,
    begin() {
      began = clock.now();
      const drawing = { palette: pc.createColors(false), width: unlimited };
      const present = { orders: new Map(), without: new Set<string>() };
      if (of) tell = createTeller(began, drawing, { present, follows: isTraced, manyInstances: true });
    },
    hop(hop) {
      if (tell) lines.push(...tell(hop));
    },
    log(line, about) {
      if (!of || began === undefined || (about !== undefined && !isTraced(about))) return;
      lines.push(`${clockTime(clock.now() - began).padStart(10)}  ${line}`);
    },
  };
}
