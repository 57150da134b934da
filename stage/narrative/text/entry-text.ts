import type { Did, Hop } from "#messaging/instance/hops.ts";
import type { Entry } from "../entry.ts";
import { faultText } from "./fault-text.ts";
import type { Told } from "./line.ts";
import type { Memory } from "./memory.ts";
import { outsideText, shortKey } from "./outside-text.ts";
import { callFailureText, notAcceptedText, reasonText, waitingText } from "./reasons.ts";
import type { Palette } from "./terminal/palette.ts";
import { type Styles, stylesOf } from "./terminal/styles.ts";
import { count, deedText, durationText, short, singularOf, trafficText } from "./words.ts";

/** Says what an entry means; undefined if it shows a person nothing new. */
export function entryText(
  palette: Palette,
  memory: Memory,
  fromOutside: boolean,
): (entry: Entry) => Told | undefined {
  const styles = stylesOf(palette);
  const { again, bold, dim } = styles;

  return (entry) => {
    switch (entry.kind) {
      case "committed":
        for (const call of entry.change.outbox)
          if (call.kind === "call") memory.keys.set(`${call.name} ${call.cause.id}`, call.key);
        return undefined;
      case "person":
        return { tone: "person", text: `${bold("✦")} ${deedText(entry.did)}` };
      case "traffic":
        return { tone: "person", text: `${bold("✦")} ${trafficText(entry.perMinute)}` };
      case "call":
        return callText(entry, memory, styles);
      case "published":
        if (fromOutside) return { tone: "step", text: `publishes ${bold(short(entry.message.type))}` };
        return entry.again
          ? { tone: "detour", text: again(`↻ publishes ${short(entry.message.type)} from the outbox`) }
          : undefined;
      case "waiting": {
        const who = `${entry.service}#${entry.instance} ${entry.for}`;
        if (memory.waiting.has(who)) return undefined;
        memory.waiting.add(who);
        return { tone: "detour", text: dim(`waits for ${waitingText(entry)}`) };
      }
      case "charge":
      case "refund":
      case "mail":
        return outsideText(entry, memory, styles);
      default:
        return messageText(entry, memory, styles) ?? faultText(entry, memory, styles.fault);
    }
  };
}

/** The result of a message. */
function messageText(
  entry: Entry,
  memory: Memory,
  { again, bold, dim, duplicate, fault }: Styles,
): Told | undefined {
  const named = "message" in entry && entry.message ? bold(short(entry.message.type)) : bold("a message");
  switch (entry.kind) {
    case "handled": {
      memory.waiting.clear();
      const deeds = deedsOf(entry.did, entry.at, memory);
      if (deeds.length === 0) return undefined;
      const tone = deeds.some((deed) => deed.startsWith("order ")) ? "milestone" : "step";
      return { tone, text: `${named} ${dim("→")} ${deeds.join(` ${dim("·")} `)}` };
    }
    case "failed":
      return { tone: "detour", text: `${named} ${dim(`→ ${notAcceptedText(entry)}`)}` };
    case "ignored":
    case "refused":
      return { tone: "detour", text: `${named} ${dim(`→ ${entry.kind}: ${entry.why}`)}` };
    case "duplicate":
      return { tone: "detour", text: `${named} ${duplicate("⧉ duplicate")}` };
    case "retried":
      return {
        tone: "detour",
        text: `${named} ${again(`↻ attempt ${entry.attempt} in ${entry.tier}: ${reasonText(entry.why)}`)}`,
      };
    case "parked":
      return {
        tone: "fault",
        text: `${named} ${fault(`⚑ parked, ${entry.reason}: ${reasonText(entry.why)}`)}`,
      };
    default:
      return undefined;
  }
}

function callText(
  { attempt, cause, failed, name }: Extract<Hop, { kind: "call" }>,
  { charges, chargesAtFailure, hasStableKeys, keys }: Memory,
  { again, proof }: Readonly<Record<"again" | "proof", (text: string) => string>>,
): Told | undefined {
  const key = keys.get(`${name} ${cause.id}`);
  const keyed =
    attempt > 1 ? (hasStableKeys() ? `, the same key ${key}` : ", with a new key") : `, key ${key}`;
  const made = charges.get(cause.subject)?.size ?? 0;
  if (failed) {
    chargesAtFailure.set(cause.subject, made);
    return {
      tone: "proof",
      text: again(`↻ ${short(name)}, attempt ${attempt}${keyed}: ${shortKey(callFailureText(failed))}`),
    };
  }
  if (attempt === 1) return undefined;
  // The charge can be this attempt's own: earlier ones may have failed before the provider charged.
  const isStill = made === 1 && chargesAtFailure.get(cause.subject) === 1;
  const ledger =
    name === "payments.charge" ? proof(` € ledger: ${isStill ? "still " : ""}${count(made, "charge")}`) : "";
  return { tone: "proof", text: again(`↻ ${short(name)}, attempt ${attempt}${keyed}: answered;`) + ledger };
}

function deedsOf(did: Did, now: number, { statuses }: Memory): readonly string[] {
  const saved = did.saved.flatMap(({ key, status }) => {
    if (status === undefined || statuses.get(key) === status) return [];
    statuses.set(key, status);
    return [`${singularOf(key)} ${status}`];
  });
  const later = did.timersSet.filter(({ dueAt }) => dueAt > now);
  // A notification gets its line when it reaches the mailbox.
  const called = new Set(did.called.filter((name) => name !== "notifications.send").map(short));
  return [
    ...saved,
    ...[...called].map((name) => `calls ${name}`),
    ...later.map(({ name, dueAt }) => `sets ${timerName(name)} in ${durationText(dueAt - now)}`),
    ...did.timersCancelled.map((name) => `cancels ${timerName(name)}`),
    ...did.published.map(({ type }) => `publishes ${short(type)}`),
  ];
}

const timerName = (name: string): string => short(name.replace(/\/.*$/, ""));
