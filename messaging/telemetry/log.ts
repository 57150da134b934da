import { type Logger, pino } from "pino";
import type { Did, Hop, Observer } from "../hops.ts";
import { harmless } from "../instance/harmless.ts";
import type { Message } from "../message.ts";

/** How much may wait to be written while standard output takes nothing, in bytes; beyond that, lines are lost. */
const maxUnwritten = 1_000_000;

/**
 * Structured logs: one JSON object a line, on standard output. Where that is closed, full or not read, lines are lost, and the
 * service goes on.
 *
 * @param failed told each time that a line could not be written
 */
export function createLog(service: string, level: string, failed: (error: unknown) => void): Logger {
  // Without waiting for a reader who has stopped to read: pino would, and nothing else would be done meanwhile.
  const output = pino.destination({ dest: 1, sync: true, maxLength: maxUnwritten, retryEAGAIN: () => false });
  output.on("error", failed);
  output.on("drop", () => failed(new Error("standard output takes no more: a line was lost")));
  const write = harmless(
    "log",
    (line: string) => output.write(line),
    ({ error }) => failed(error),
  );
  return pino(
    {
      level,
      base: { service },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: "message",
    },
    { write },
  );
}

/** Writes each hop as a line: what a person must see at `warn` and above, what was done at `info`, the rest at `debug`. */
export const logHops =
  (log: Logger): Observer =>
  (hop) => {
    const { level, ...line } = lineOf(hop);
    if (log.isLevelEnabled(level)) log[level](line.fields, line.says);
  };

interface Line {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly fields: object;
  readonly says: string;
}

function lineOf(hop: Hop): Line {
  switch (hop.kind) {
    case "received":
      return { level: "debug", fields: { ...about(hop.message), attempt: hop.attempt }, says: "received" };
    case "handled":
      return { level: "info", fields: { ...about(hop.message), ...done(hop.did) }, says: "handled" };
    case "ignored":
    case "refused":
      return { level: "info", fields: { ...about(hop.message), why: hop.why }, says: hop.kind };
    case "failed":
      return {
        level: "error",
        fields: { ...about(hop.message), why: hop.why },
        says: "a command came to nothing",
      };
    case "duplicate":
      return { level: "debug", fields: about(hop.message), says: "handled before" };
    case "retried": {
      const { attempt, tier, why } = hop;
      return {
        level: "warn",
        fields: { ...about(hop.message), attempt, why },
        says: `tried again in ${tier}`,
      };
    }
    case "parked": {
      const { reason, why } = hop;
      return {
        level: "error",
        fields: { ...about(hop.message), reason, why },
        says: "parked, for a person to look at",
      };
    }
    case "published":
      return { level: "debug", fields: { ...about(hop.message), again: hop.again }, says: "published" };
    case "timer":
      return { level: "debug", fields: { ...about(hop.message), lateMs: hop.lateMs }, says: "came due" };
    case "call": {
      const { attempt, cause, failed, name } = hop;
      const fields = { order: cause.correlationId, cause: cause.id, call: name, attempt };
      if (failed === undefined) return { level: "info", fields, says: "called" };
      return { level: "warn", fields: { ...fields, why: failed }, says: "a call failed, and is tried again" };
    }
    case "batch": {
      const { conflicts, size, tookMs } = hop;
      return { level: "debug", fields: { size, tookMs, conflicts }, says: "committed" };
    }
    case "waiting":
      return { level: "warn", fields: { for: hop.for, why: hop.why }, says: `waits for the ${hop.for}` };
  }
}

/** Which message: ids only, since what is in it may be about a person. */
const about = (message: Message | undefined): object =>
  message
    ? { order: message.correlationId, id: message.id, type: message.type, cause: message.causationId }
    : {};

/** What it made the service do; what it did not do is left out. */
function done({ called, published, saved, timersCancelled, timersSet }: Did): object {
  const parts = {
    saved: saved.map(({ key, status }) => (status === undefined ? key : `${key} is ${status}`)),
    publishes: published.map(({ type }) => type),
    calls: called,
    wakes: timersSet.map(({ name }) => name),
    sleeps: timersCancelled,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, list]) => list.length > 0));
}
