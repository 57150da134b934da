import type { Entry } from "#stage/narrative/entry.ts";
import { clockTime } from "#stage/narrative/text/words.ts";
import type { LabeledOrder, Scene } from "./scene.ts";

/** What happened to an order, one line an entry. */
export function timelineOf({ log }: Scene, { label, order }: LabeledOrder): readonly string[] {
  const began = log.entries[0]?.at ?? 0;
  const lines = [`${label} is ${order.status}`];
  for (const entry of log.entries) {
    const text = textAbout(entry, order.orderId);
    if (text) lines.push(`${clockTime(entry.at - began)}  ${text}`);
  }
  return lines;
}

function textAbout(entry: Entry, orderId: string): string | undefined {
  if (entry.kind === "killed" || entry.kind === "started")
    return `${entry.service}#${entry.instance} ${entry.kind === "killed" ? "was killed" : "started"}`;
  if (entry.kind === "away" || entry.kind === "back") return `the ${entry.what} is ${entry.kind}`;
  if (entry.kind === "call" && entry.cause.subject === orderId) {
    return `${who(entry)} calls ${entry.name}, attempt ${entry.attempt}${entry.failed ? `: ${entry.failed}` : ""}`;
  }
  if (entry.kind === "committed") {
    const written = entry.change.documents.filter(({ key }) => key.id === orderId);
    return written.length > 0
      ? `${who(entry)} commits ${written.map(({ key, loaded, version }) => `${key.collection} version ${loaded} to ${version}`).join(", ")}`
      : undefined;
  }
  if (!("message" in entry) || entry.message?.subject !== orderId) return undefined;
  const { type } = entry.message;
  switch (entry.kind) {
    case "handled":
      return `${who(entry)} handled ${type}`;
    case "ignored":
    case "refused":
      return `${who(entry)} ${entry.kind} ${type}: ${entry.why}`;
    case "duplicate":
      return `${who(entry)} dropped ${type} as a duplicate`;
    case "received":
      return `${who(entry)} received ${type}`;
    case "published":
      return `${who(entry)} published ${type}${entry.again ? " again" : ""}`;
    case "timer":
      return `${who(entry)}: the timer ${type} came due`;
    case "retried":
    case "parked":
      return `${who(entry)} ${entry.kind} ${type}: ${entry.why}`;
    default:
      return undefined;
  }
}

const who = ({ instance, service }: { readonly service: string; readonly instance: number }): string =>
  `${service}#${instance}`;
