import type { Message } from "#messaging/message.ts";
import type { Entry } from "../entry.ts";
import type { CompanyState } from "../state.ts";
import { entryText } from "./entry-text.ts";
import type { Line } from "./line.ts";
import { newMemory } from "./memory.ts";
import type { Palette } from "./terminal/palette.ts";

export interface NarratorOptions {
  readonly palette: Palette;
  /** The state after the entry. */
  readonly present: Pick<CompanyState, "orders" | "without">;
  /** Whether to show messages about this subject; of a crowd, one order is shown. */
  readonly follows?: (subject: string) => boolean;
  /** Whether only events are visible, as from outside a deployment: each is shown when it is published. */
  readonly fromOutside?: boolean;
  /** Whether every instance is numbered: `orders#2`. Default: not the first of each service. */
  readonly manyInstances?: boolean;
}

/** Turns entries into lines, one at a time. Undefined for an entry that shows a person nothing new. */
export function createNarrator(options: NarratorOptions): (entry: Entry) => Line | undefined {
  const { palette, present, follows = () => true, fromOutside = false, manyInstances = false } = options;
  const depths = new Map<string, number>();
  const memory = newMemory(() => !present.without.has("idempotency-key"));
  const tell = entryText(palette, memory, fromOutside);

  function depthOf(message: Pick<Message, "id" | "causationId"> | undefined): number {
    if (!message) return 0;
    const depth = message.causationId === message.id ? 0 : (depths.get(message.causationId) ?? -1) + 1;
    depths.set(message.id, depth);
    return depth;
  }

  return (entry) => {
    const message = "message" in entry ? entry.message : "cause" in entry ? entry.cause : undefined;
    const depth = depthOf(message);
    const subject = subjectOf(entry) ?? message?.subject;
    if (subject !== undefined && !follows(subject)) return undefined;
    const told = tell(entry);
    if (!told) return undefined;
    const label = subject === undefined ? undefined : present.orders.get(subject)?.label;
    const text =
      subject === undefined || label === undefined ? told.text : told.text.replaceAll(subject, label);
    return { at: entry.at, label, depth, ...whoOf(entry, manyInstances), ...told, text };
  };
}

function subjectOf(entry: Entry): string | undefined {
  if (entry.kind === "person") return "orderId" in entry.did ? entry.did.orderId : undefined;
  if (entry.kind === "charge") return entry.charge.orderId;
  if (entry.kind === "refund") return entry.refund.orderId;
  return entry.kind === "mail" ? entry.mail.orderId : undefined;
}

function whoOf(entry: Entry, manyInstances: boolean): Pick<Line, "who" | "service"> {
  if (entry.kind === "person") return { who: entry.who, service: undefined };
  if (entry.kind === "charge" || entry.kind === "refund") return { who: "provider", service: undefined };
  if (entry.kind === "mail") return { who: "mailbox", service: undefined };
  if (!("service" in entry)) return { who: "", service: undefined };
  const { service } = entry;
  const instance = "instance" in entry && (manyInstances || entry.instance > 1) ? `#${entry.instance}` : "";
  return { who: `${service}${instance}`, service };
}
