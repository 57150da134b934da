import type { Did, Hop } from "#messaging/instance/hops.ts";
import type { Message } from "#messaging/message.ts";
import type { Entry, OutsideEntry } from "./entry.ts";
import { eachWord, type Palette } from "./palette.ts";
import type { CompanyState } from "./state.ts";
import { deedText, duration, euros, short, singularOf } from "./words.ts";

/** What an entry says to a person. */
export interface Line {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The order's label, if it is about one. */
  readonly label: string | undefined;
  /** The service, or the person. */
  readonly who: string;
  readonly service: Hop["service"] | undefined;
  /** How many messages led to it, counted from the request. */
  readonly depth: number;
  /** Styled. */
  readonly text: string;
  /** What makes it remarkable: a `milestone` is a new status of an order, a `step` goes as it should, a `detour` ends well. */
  readonly tone: "step" | "milestone" | "person" | "fault" | "detour" | "proof";
}

export interface NarratorOptions {
  readonly palette: Palette;
  /** The state after the entry. */
  readonly present: Pick<CompanyState, "orders" | "without">;
  /** Whether to show messages about this subject; of a crowd, one order is shown. */
  readonly follows?: (subject: string) => boolean;
  /** Whether events are all that is seen, as from outside a deployment: each is shown when it is published. */
  readonly fromOutside?: boolean;
  /** Whether instances are told apart: `orders#2`. Default: the first of each service is not. */
  readonly manyInstances?: boolean;
}

/** Turns entries into lines, one at a time. Undefined for an entry that shows a person nothing new. */
export function createNarrator(options: NarratorOptions): (entry: Entry) => Line | undefined {
  const { palette, present, follows = () => true, fromOutside = false, manyInstances = false } = options;
  const depths = new Map<string, number>();
  const memory: Memory = {
    statuses: new Map(),
    keys: new Map(),
    charges: new Map(),
    mails: new Set(),
    waiting: new Set(),
    since: new Map(),
    hasStableKeys: !present.without.has("idempotency-key"),
  };
  const tell = teller(palette, memory, fromOutside);

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

/** What the narrator keeps in mind from one entry to the next. */
interface Memory {
  /** By document, its last status. */
  readonly statuses: Map<string, string>;
  /** By call and cause, the idempotency key. */
  readonly keys: Map<string, string>;
  /** By order, the charges in the provider's ledger. */
  readonly charges: Map<string, Set<string>>;
  /** The notifications that were sent. */
  readonly mails: Set<string>;
  /** Who said that it waits, and for what. */
  readonly waiting: Set<string>;
  /** By fault, when it began. */
  readonly since: Map<string, number>;
  /** Whether each attempt of a call has the same idempotency key. */
  readonly hasStableKeys: boolean;
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

type Told = Pick<Line, "text" | "tone">;

const stylesOf = (palette: Palette) => ({
  bold: palette.bold,
  dim: eachWord(palette.dim),
  duplicate: eachWord(palette.magenta),
  again: eachWord(palette.yellow),
  fault: eachWord((text) => palette.bold(palette.red(text))),
  proof: eachWord(palette.green),
});
type Styles = ReturnType<typeof stylesOf>;

function teller(palette: Palette, memory: Memory, fromOutside: boolean): (entry: Entry) => Told | undefined {
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
        return { tone: "detour", text: dim(`waits for the ${entry.for}: ${entry.why}`) };
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

/** What became of a message. */
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
    case "ignored":
    case "refused":
    case "failed":
      return { tone: "detour", text: `${named} ${dim(`→ ${entry.kind}: ${entry.why}`)}` };
    case "duplicate":
      return { tone: "detour", text: `${named} ${duplicate("⧉ duplicate, already handled")}` };
    case "retried":
      return {
        tone: "detour",
        text: `${named} ${again(`↻ attempt ${entry.attempt} in ${entry.tier}: ${entry.why}`)}`,
      };
    case "parked":
      return { tone: "fault", text: `${named} ${fault(`⚑ parked, ${entry.reason}: ${entry.why}`)}` };
    default:
      return undefined;
  }
}

const ledgerWords = {
  succeeded: "charged",
  declined: "declined",
  "requires-confirmation": "awaits the customer's confirmation of",
} as const;

/** What the world outside did: the provider's ledger, and the mails. */
function outsideText(entry: OutsideEntry, memory: Memory, { dim, fault, proof }: Styles): Told {
  if (entry.kind === "refund")
    return { tone: "proof", text: proof(`€ ledger: refunded ${euros(entry.refund.amount)}`) };
  if (entry.kind === "charge") {
    const { amount, id, key, orderId, status } = entry.charge;
    const charges = memory.charges.get(orderId) ?? new Set<string>();
    if (status === "succeeded") memory.charges.set(orderId, charges.add(id));
    const line = proof(`€ ledger: ${ledgerWords[status]} ${euros(amount)}`);
    return { tone: "proof", text: `${line} ${dim(`(key ${shortKey(key)})`)}` };
  }
  const { channel, notificationId, subject } = entry.mail;
  const text = `✉ ${channel === "email" ? "" : `${channel} `}“${subject}”`;
  const isAgain = memory.mails.has(notificationId);
  memory.mails.add(notificationId);
  return isAgain ? { tone: "fault", text: fault(`${text} once more`) } : { tone: "step", text };
}

/** A key that contains the time (`charge:… at 1767376800050`) shows its seconds: `charge:…@00.050`. */
const shortKey = (text: string): string =>
  text.replaceAll(/ at (\d{13})\b/g, (_, ms) => `@${new Date(Number(ms)).toISOString().slice(17, 23)}`);

function callText(
  { attempt, cause, failed, name }: Extract<Hop, { kind: "call" }>,
  { charges, hasStableKeys, keys }: Memory,
  { again, proof }: Readonly<Record<"again" | "proof", (text: string) => string>>,
): Told | undefined {
  const key = keys.get(`${name} ${cause.id}`);
  const keyed = attempt > 1 ? (hasStableKeys ? `, the same key ${key}` : ", with a new key") : `, key ${key}`;
  if (failed)
    return {
      tone: "proof",
      text: again(`↻ ${short(name)}, attempt ${attempt}${keyed}: ${shortKey(failed)}`),
    };
  if (attempt === 1) return undefined;
  const made = charges.get(cause.subject)?.size ?? 0;
  const ledger =
    name === "payments.charge"
      ? proof(` € ledger: ${made === 1 ? "still 1 charge" : `${made} charges`}`)
      : "";
  return { tone: "proof", text: again(`↻ ${short(name)}, attempt ${attempt}${keyed}: answered;`) + ledger };
}

function faultText(entry: Entry, { since }: Memory, fault: (text: string) => string): Told | undefined {
  const lasted = (name: string): string => {
    const began = since.get(name);
    since.delete(name);
    return began === undefined ? "" : ` after ${duration(entry.at - began)}`;
  };
  const red = (text: string): Told => ({ tone: "fault", text: fault(text) });
  switch (entry.kind) {
    case "killed": {
      const who = `${entry.service}#${entry.instance}`;
      since.set(who, entry.at);
      const moment = {
        commit: ": it has decided, and not yet committed",
        publish: ": it has committed, and not yet published",
      };
      return red(`✝ ${entry.service} is killed${entry.before ? moment[entry.before] : ""}`);
    }
    case "started":
      return red(`▲ ${entry.service} starts again${lasted(`${entry.service}#${entry.instance}`)}`);
    case "away":
    case "back": {
      const name = entry.what === "database" ? `the database of ${entry.service}` : `the ${entry.what}`;
      if (entry.kind === "back") return red(`▲ ${name} is back${lasted(name)}`);
      since.set(name, entry.at);
      return red(`✝ ${name} goes down`);
    }
    case "doubling":
      return red(`⧉ from now on, every message is published ${entry.ends ? "once again" : "twice"}`);
    case "delaying": {
      const name = entry.event === "all" ? "every message" : short(entry.event);
      const late = entry.byMs === 0 ? "on time again" : `${duration(entry.byMs)} late`;
      return red(`⧗ from now on, ${name} reaches ${entry.service} ${late}`);
    }
    case "poisoned":
      return red(`⚑ a faulty publisher sends an ${short(entry.type)} that no service can handle`);
    default:
      return undefined;
  }
}

function deedsOf(did: Did, now: number, { statuses }: Memory): readonly string[] {
  const saved = did.saved.flatMap(({ key, status }) => {
    if (status === undefined || statuses.get(key) === status) return [];
    statuses.set(key, status);
    return [`${singularOf(key)} ${status}`];
  });
  const later = did.timersSet.filter(({ dueAt }) => dueAt > now);
  // A notification is told when it arrives in the mailbox.
  const called = new Set(did.called.filter((name) => name !== "notifications.send").map(short));
  return [
    ...saved,
    ...[...called].map((name) => `calls ${name}`),
    ...later.map(({ name, dueAt }) => `sets ${timerName(name)} in ${duration(dueAt - now)}`),
    ...did.timersCancelled.map((name) => `cancels ${timerName(name)}`),
    ...did.published.map(({ type }) => `publishes ${short(type)}`),
  ];
}

const timerName = (name: string): string => short(name.replace(/\/.*$/, ""));
