import type { Entry } from "../../narrative/entry.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import type { CompanyState } from "../../narrative/state.ts";
import type { Promised } from "./promises.ts";
import { euros, labelOf, subjectOf } from "./words.ts";

/** A broken promise: the sentence, and the way from its cause to the harm. */
export interface Breach {
  readonly sentence: string;
  readonly promise: string;
  /** The hop that did the harm. */
  readonly harm: number | undefined;
  /** The positions from the cause to the harm. */
  readonly path: ReadonlySet<number>;
  readonly orderId: string | undefined;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** What a person felt comes first: money, food, mails; bookkeeping last. */
const byHarm: readonly RegExp[] = [
  /charge/,
  /pays the price/,
  /delivered or cancelled/,
  /courier/,
  /notification is sent twice/,
  /learns how/,
];

/** The promise whose breach a person feels most. */
export function worstOf(promises: readonly Promised[]): Promised | undefined {
  const broken = promises.filter(({ is }) => is === "broken");
  for (const pattern of byHarm) {
    const found = broken.find(({ name }) => pattern.test(name));
    if (found) return found;
  }
  return broken[0];
}

/** Tells a broken promise in one sentence, and finds the hops that led to it. */
export function breachOf(log: NarrativeLog, state: CompanyState, { name, violations }: Promised): Breach {
  const [first = name] = violations;
  const orderId = violations.map((text) => uuid.exec(text)?.[0]).find((id) => id && state.orders.has(id));
  const own = orderId === undefined ? [] : positionsOf(log, state, orderId);
  const harm = harmOf(log, own, name);
  const causes = own.filter((at) => isCause(log.entry(at)));
  const path = new Set([
    ...causes,
    ...firstsOf(log, own, name),
    ...(harm === undefined ? [] : chainTo(log, own, harm)),
  ]);
  const because = [...state.without].map((one) => `${one} is off`);
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : "";
  const told =
    feltBy(state, first, orderId) ?? first.replace(new RegExp(uuid, "g"), (id) => labelOf(state, id));
  return {
    sentence: `${capital(told)}${more}${because.length > 0 ? `, because ${because.join(" and ")}` : ""}.`,
    promise: name,
    harm,
    path,
    orderId,
  };
}

/** The breach as a person feels it, where it is about money, food or mails. */
function feltBy(state: CompanyState, violation: string, orderId: string | undefined): string | undefined {
  if (orderId === undefined) return undefined;
  const label = labelOf(state, orderId);
  const [, charges = "0", refunds = "0"] = /(\d+) charges, (\d+) refunds/.exec(violation) ?? [];
  if (Number(charges) > 1) return `the customer was charged ${times(Number(charges))} for order ${label}`;
  if (Number(refunds) > 1)
    return `the customer got the money back ${times(Number(refunds))} for order ${label}`;
  const [, status, due, kept] = / is ([\w-]+): (\d+) is due, (-?\d+) was kept/.exec(violation) ?? [];
  if (status !== undefined)
    return `order ${label} is ${status}, and the customer paid ${euros(Number(kept))} instead of ${euros(Number(due))}`;
  const [, mail] = /^([\w-]+) of order .* was sent by email twice$/.exec(violation) ?? [];
  if (mail !== undefined) return `the customer got the mail "${mail}" twice for order ${label}`;
  const [, stuck] = /^order .* is still ([\w-]+)$/.exec(violation) ?? [];
  if (stuck !== undefined) return `order ${label} stays ${stuck}: the customer gets neither food nor word`;
  return undefined;
}

const times = (count: number): string => (count === 2 ? "twice" : `${count} times`);

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function positionsOf(log: NarrativeLog, state: CompanyState, orderId: string): readonly number[] {
  const found: number[] = [];
  for (let at = log.first; at < state.position; at += 1) {
    const entry = log.entry(at);
    if (entry && (subjectOf(entry) === orderId || isCause(entry))) found.push(at);
  }
  return found;
}

const isCause = (entry: Entry | undefined): boolean =>
  entry !== undefined &&
  ["killed", "away", "doubling", "delaying", "guarantee", "poisoned"].includes(entry.kind);

/** The second charge, the second mail, the second handling; otherwise the last thing that happened to the order. */
function harmOf(log: NarrativeLog, own: readonly number[], promise: string): number | undefined {
  const seen = new Set<string>();
  for (const at of own) {
    const entry = log.entry(at);
    if (!entry) continue;
    const again = sameness(entry, promise);
    if (again === undefined) continue;
    if (seen.has(again)) return at;
    seen.add(again);
  }
  const ending = /delivered or cancelled/.test(promise) ? ["handled", "killed"] : ["handled"];
  return own.findLast((at) => ending.includes(log.entry(at)?.kind ?? ""));
}

/** What happened first, and then a second time. */
function firstsOf(log: NarrativeLog, own: readonly number[], promise: string): readonly number[] {
  const first = own.find((at) => {
    const entry = log.entry(at);
    return entry !== undefined && sameness(entry, promise) !== undefined;
  });
  return first === undefined || /notification|handled/.test(promise) ? [] : [first];
}

function sameness(entry: Entry, promise: string): string | undefined {
  if (/charge|pays/.test(promise))
    return entry.kind === "charge" && entry.charge.status === "succeeded" ? "charge" : undefined;
  if (/notification/.test(promise)) return entry.kind === "mail" ? entry.mail.notificationId : undefined;
  if (/handled twice/.test(promise))
    return entry.kind === "handled" ? `${entry.service} ${entry.message.id}` : undefined;
  return undefined;
}

/** From a hop back to the request that it goes back to, cause by cause. */
function chainTo(log: NarrativeLog, own: readonly number[], harm: number): readonly number[] {
  const chain: number[] = [];
  for (let at: number | undefined = harm; at !== undefined; at = causeOf(log, own, at)) chain.push(at);
  return chain;
}

/** The hop that led to a hop: several services handle a message, and one of them published what followed. */
function causeOf(log: NarrativeLog, own: readonly number[], position: number): number | undefined {
  const entry = log.entry(position);
  if (!entry) return undefined;
  const handledBefore = (isCauseOfIt: (hop: Extract<Entry, { kind: "handled" }>) => boolean) =>
    own.findLast((at) => {
      const before = log.entry(at);
      return at < position && before?.kind === "handled" && isCauseOfIt(before);
    });
  if ("message" in entry && entry.message) {
    const { causationId, id } = entry.message;
    return (
      handledBefore(({ did }) => did.published.some((event) => event.id === id)) ??
      handledBefore(({ message }) => message.id === causationId && message.id !== id)
    );
  }
  // What happened outside follows from the call that was made for it.
  const call = entry.kind === "mail" ? "notifications.send" : `payments.${entry.kind}`;
  return handledBefore(({ did }) => did.called.includes(call));
}
