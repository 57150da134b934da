import type pc from "picocolors";
import type { Did, Hop } from "#messaging/hops.ts";
import { type Instant, milliseconds } from "#messaging/instant.ts";
import type { Message } from "#messaging/message.ts";

/** The text styles that the timeline uses. */
export type Palette = Pick<
  ReturnType<typeof pc.createColors>,
  "bold" | "cyan" | "dim" | "green" | "magenta" | "red" | "yellow"
>;

/** Turns hops into lines: time, instance, message, effects, published events; indented by cause. */
export interface Timeline {
  /** The line for a hop; undefined if it shows nothing new. */
  line(hop: Hop): string | undefined;
  /** The line for an event observed from outside, where nothing else is visible. */
  said(event: ObservedEvent): string | undefined;
}

/** The parts of an event that an observer needs. */
export interface ObservedEvent {
  readonly id: string;
  readonly type: string;
  /** The publishing service, as a path: `/orders`. */
  readonly source: string;
  readonly subject: string;
  readonly time: Instant;
  readonly causationId: string;
}

/**
 * @param beganAt the virtual time shown as zero, in milliseconds since 1970
 * @param follows whether to show messages about this subject; of a crowd, the timeline shows one order
 */
export function createTimeline(
  beganAt: number,
  palette: Palette,
  follows: (subject: string) => boolean,
): Timeline {
  const depths = new Map<string, number>();
  const { bold, cyan, dim, magenta, red, yellow } = palette;

  function indent(message: Pick<Message, "id" | "causationId"> | undefined): string {
    if (!message) return "";
    const depth = message.causationId === message.id ? 0 : (depths.get(message.causationId) ?? -1) + 1;
    depths.set(message.id, depth);
    return "  ".repeat(Math.min(depth, 10));
  }

  function tell(hop: Hop): string | undefined {
    switch (hop.kind) {
      case "handled": {
        const deeds = deedsOf(hop.did, hop.at);
        return deeds.length > 0
          ? `${bold(short(hop.message.type))} ${dim("→")} ${deeds.join(dim(" · "))}`
          : undefined;
      }
      case "ignored":
      case "refused":
        return `${bold(short(hop.message.type))} ${dim(`→ ${hop.kind}: ${hop.why}`)}`;
      case "duplicate":
        return `${bold(short(hop.message.type))} ${magenta("⧉ duplicate, already handled")}`;
      case "retried":
        return `${bold(short(hop.message.type))} ${yellow(`↻ retry in ${hop.tier}: ${hop.why}`)}`;
      case "parked":
        return `${bold(hop.message ? short(hop.message.type) : "a message")} ${red(`⚑ parked, ${hop.reason}: ${hop.why}`)}`;
      case "call":
        return hop.failed ? yellow(`↻ ${short(hop.name)}, attempt ${hop.attempt}: ${hop.failed}`) : undefined;
      case "published":
        return hop.again ? yellow(`↻ publishes ${short(hop.message.type)} from the outbox`) : undefined;
      default:
        return undefined;
    }
  }

  const lineOf = (at: number, who: string, what: string): string =>
    `  ${dim(clockTime(at - beganAt))}  ${cyan(who.padEnd(15))} ${what}`;

  return {
    line(hop) {
      const message = "message" in hop ? hop.message : "cause" in hop ? hop.cause : undefined;
      const indentation = indent(message);
      if (message && !follows(message.subject)) return undefined;
      const told = tell(hop);
      if (!told) return undefined;
      const who = hop.instance === 1 ? hop.service : `${hop.service}#${hop.instance}`;
      return lineOf(hop.at, who, `${indentation}${told}`);
    },
    said(event) {
      if (!follows(event.subject)) return undefined;
      return lineOf(
        milliseconds(event.time),
        event.source.slice(1),
        `${indent(event)}publishes ${bold(short(event.type))}`,
      );
    },
  };
}

/** Shortens `payments.payment-succeeded.v1` to `payment-succeeded`. */
const short = (type: string): string => type.replace(/^[^.]+\./, "").replace(/\.v\d+$/, "");

/** Time since the start: `+00:15:00.000`. */
function clockTime(ms: number): string {
  const at = new Date(Math.max(0, ms)).toISOString().slice(11, 23);
  return `+${at}`;
}

const singular: Readonly<Record<string, string>> = {
  orders: "order",
  payments: "payment",
  tickets: "ticket",
  deliveries: "delivery",
};

function deedsOf(did: Did, now: number): readonly string[] {
  const saved = did.saved.flatMap(({ key, status }) => {
    const [collection = ""] = key.split("/");
    return status ? [`${singular[collection] ?? collection} ${status}`] : [];
  });
  const later = did.timersSet.filter(({ dueAt }) => dueAt > now);
  const called = [...new Set(did.called)].map((name) => {
    const times = did.called.filter((other) => other === name).length;
    return `calls ${short(name)}${times > 1 ? ` ×${times}` : ""}`;
  });
  return [
    ...saved,
    ...called,
    ...later.map(({ name, dueAt }) => `sets ${timerName(name)} for ${duration(dueAt - now)} from now`),
    ...did.timersCancelled.map((name) => `cancels ${timerName(name)}`),
    ...did.published.map(({ type }) => `publishes ${short(type)}`),
  ];
}

const timerName = (name: string): string => short(name.replace(/\/.*$/, ""));

/** A readable duration: `15 min`, `1 h 35 min`, `3 s`, `40 ms`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
