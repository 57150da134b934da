import { type Logger, pino } from "pino";
import type { Did, Hop, Observer } from "../instance/hops.ts";
import { harmless } from "../instance/observer-failures.ts";
import type { Message } from "../message.ts";

/** The most bytes that may wait for a blocked standard output. Lines beyond that are lost. */
const maxBufferedBytes = 1_000_000;

/**
 * Structured logs: one JSON object per line on standard output. If nothing reads it, or it is closed or full,
 * lines are lost, and the service keeps running.
 *
 * @param onFailure called for each line that could not be written
 */
export function createLog(service: string, level: string, onFailure: (error: unknown) => void): Logger {
  // By default pino retries while the pipe is full, which blocks the process.
  const output = pino.destination({
    dest: 1,
    sync: true,
    maxLength: maxBufferedBytes,
    retryEAGAIN: () => false,
  });
  output.on("error", onFailure);
  output.on("drop", () => onFailure(new Error("standard output is blocked: a line was lost")));
  const write = harmless(
    "log",
    (line: string) => output.write(line),
    ({ error }) => onFailure(error),
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

/** Logs each hop: `warn` and above need an operator's attention, `info` is business, `debug` is the rest. */
export const logHops =
  (log: Logger): Observer =>
  (hop) => {
    const { level, fields, text } = lineFor(hop);
    if (log.isLevelEnabled(level)) log[level](fields, text);
  };

interface Line {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly fields: object;
  readonly text: string;
}

const line = (level: Line["level"], text: string, fields: object): Line => ({ level, text, fields });

function lineFor(hop: Hop): Line {
  switch (hop.kind) {
    case "received":
      return line("debug", "received", { ...idsOf(hop.message), attempt: hop.attempt });
    case "handled":
      return line("info", "handled", { ...idsOf(hop.message), ...effectsOf(hop.did) });
    case "ignored":
    case "refused":
      return line("info", hop.kind, { ...idsOf(hop.message), why: hop.why });
    case "failed":
      return line("error", "command failed", { ...idsOf(hop.message), why: hop.why });
    case "duplicate":
      return line("debug", "duplicate", idsOf(hop.message));
    case "retried": {
      const { attempt, tier, why } = hop;
      return line("warn", `retry in ${tier}`, { ...idsOf(hop.message), attempt, why });
    }
    case "parked": {
      const { reason, why } = hop;
      return line("error", "parked for an operator", { ...idsOf(hop.message), reason, why });
    }
    case "published":
      return line("debug", "published", { ...idsOf(hop.message), again: hop.again });
    case "timer":
      return line("debug", "timer fired", { ...idsOf(hop.message), lateMs: hop.lateMs });
    case "call": {
      const { attempt, cause, failed, name } = hop;
      const fields = { order: cause.correlationId, cause: cause.id, call: name, attempt };
      if (failed === undefined) return line("info", "call completed", fields);
      return line("warn", "call failed, will be retried", { ...fields, why: failed });
    }
    case "batch": {
      const { conflicts, size, tookMs } = hop;
      return line("debug", "batch committed", { size, tookMs, conflicts });
    }
    case "waiting":
      return line("warn", `waiting for the ${hop.for}`, { for: hop.for, why: hop.why });
  }
}

/** Identifies a message by ids only: its contents may be personal data. */
const idsOf = (message: Message | undefined): object =>
  message
    ? { order: message.correlationId, id: message.id, type: message.type, cause: message.causationId }
    : {};

/** The effects of a message, without the empty ones. */
function effectsOf({ called, published, saved, timersCancelled, timersSet }: Did): object {
  const effects = {
    saved: saved.map(({ key, status }) => (status === undefined ? key : `${key} is ${status}`)),
    published: published.map(({ type }) => type),
    called,
    timersSet: timersSet.map(({ name }) => name),
    timersCancelled,
  };
  return Object.fromEntries(Object.entries(effects).filter(([, list]) => list.length > 0));
}
