import { eventsIn } from "#messaging/outbox-entry.ts";
import { brokenWithout } from "../../../../guarantees/broken-without.ts";
import { disabledGuarantees } from "../../../../guarantees/disabled-guarantees.ts";
import type { Entry } from "../../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../../narrative/log.ts";
import type { CompanyState } from "../../../../narrative/state.ts";
import { takesEffectAt, withoutAt } from "../../timeline/commits.ts";
import { droppedFrom } from "../../timeline/dropped.ts";
import { isCharged, messageOf, serviceOf } from "../../timeline/hops-of.ts";
import { short } from "../../words.ts";
import { isWebhookToo, takenAgain } from "./copies.ts";
import type { Case, Proof } from "./proof.ts";
import { acknowledgedEarly, neverConfirmed, neverStored } from "./proofs-of-loss.ts";

/** A guarantee that was off when it was needed, and what happened for want of it. */
export interface Blame {
  readonly name: string;
  /** How the harm came about: nothing that is not in the log. */
  readonly why: string;
}

/**
 * The guarantees without which a promise broke: those that could have kept it, were off when they were needed, and whose absence shows
 * on the way from the cause to the harm. In the order in which guarantees are always named.
 */
export function blameFor(
  log: NarrativeLog,
  state: CompanyState,
  promise: string,
  path: readonly number[],
): readonly Blame[] {
  const steps = path.flatMap((at) => {
    const entry = log.entry(at);
    return entry ? [{ at, entry }] : [];
  });
  const places = new Set(steps.map(({ at, entry }) => takesEffectAt(log, at, entry)));
  const commits = [...places].flatMap((at) => {
    const entry = log.entry(at);
    return entry?.kind === "committed" ? [{ at, entry }] : [];
  });
  const one: Case = { log, state, promise, path: steps, commits };
  return disabledGuarantees.flatMap(({ name }) => {
    if (!brokenWithout[name]?.includes(promise)) return [];
    const found = proofs[name]?.(one);
    return found && withoutAt(log, state, found.at).includes(name) ? [{ name, why: found.why }] : [];
  });
}

/** The same message taken twice by a service, or the same mail sent twice. */
const takenTwice: Proof = ({ path }) => {
  const [copy] = takenAgain(path.map(({ entry }) => entry));
  const at = path.find(({ entry }) => entry === copy?.again)?.at;
  if (!copy || at === undefined) return undefined;
  const { message, service } = copy.again;
  const how = isWebhookToo(copy)
    ? "came twice: in the provider's response to a call, and in its webhook"
    : "arrived twice";
  return {
    at,
    why: `${short(message.type)} ${how}. ${service} had not recorded that it had handled it, so it took the copy for a new message.`,
  };
};

/** A document that was written over by a decision that had read an older version. */
const writtenOver: Proof = ({ commits }) => {
  for (const { at, entry } of commits) {
    const read = new Map(
      entry.intended?.documents.map(({ key, loaded }) => [`${key.collection}/${key.id}`, loaded]),
    );
    const over = entry.change.documents.find(
      ({ key, loaded }) => (read.get(`${key.collection}/${key.id}`) ?? loaded) !== loaded,
    );
    if (over)
      return {
        at,
        why: `${entry.service} decided on a document that had changed since it had read it. The last write won, and the decision before it was lost.`,
      };
  }
  return undefined;
};

/** A cancellation that found no order, and left no mark. */
const leftNoMark: Proof = ({ path }) => {
  const missed = path.find(
    ({ entry }) =>
      entry.kind === "ignored" &&
      entry.message.type.startsWith("orders.order-cancelled.") &&
      /no such order/.test(entry.why),
  );
  return (
    missed && {
      at: missed.at,
      why: `The cancellation overtook its order. ${serviceOf(missed.entry)} found nothing to cancel and dropped it, so the order that arrived later went on.`,
    }
  );
};

/** Money that was to go back, and no call that asked for it. */
const keptTheMoney: Proof = ({ commits, log }) => {
  const kept = commits.find(({ at, entry }) => droppedFrom(log, at, entry).some(({ by }) => by === "refund"));
  return (
    kept && {
      at: kept.at,
      why: "The order was cancelled and its card charged, and no service returned the money: there is no rollback across services.",
    }
  );
};

/** Two charges, or two refunds, for one call: each attempt had a key of its own. */
const anotherKey: Proof = ({ path }) => {
  const seen = new Set<string>();
  for (const { at, entry } of path) {
    const key = isCharged(entry) && entry.kind === "charge" ? entry.charge.key : keyOfRefund(entry);
    if (key === undefined) continue;
    const call = key.replace(/ at \d+$/, "");
    if (seen.has(call) && call !== key) {
      const isUnanswered = path.some((step) => step.entry.kind === "call" && step.entry.failed);
      const why = isUnanswered
        ? "The response of a call was lost. The next attempt had another key"
        : "The provider was called twice for the same. The second call had another key";
      return { at, why: `${why}, so the provider took it for another purchase.` };
    }
    seen.add(call);
  }
  return undefined;
};

const keyOfRefund = (entry: Entry): string | undefined =>
  entry.kind === "refund" ? entry.refund.key : undefined;

/** An event that was handled, and that no service had committed by the time it was published. */
const publishedFirst: Proof = (one) => {
  const committed = new Set<string>();
  const early = new Map<string, number>();
  for (let at = one.log.first; at < one.state.position; at += 1) {
    const entry = one.log.entry(at);
    if (entry?.kind === "committed")
      for (const { id } of eventsIn((entry.intended ?? entry.change).outbox)) committed.add(id);
    if (entry?.kind === "enqueued" && !committed.has(entry.messageId) && !early.has(entry.messageId))
      early.set(entry.messageId, at);
  }
  const acted = one.path.filter(({ entry }) => entry.kind === "handled" && early.has(messageOf(entry) ?? ""));
  const never = acted.find(({ entry }) => !committed.has(messageOf(entry) ?? ""));
  const found = never ?? acted[0];
  if (found?.entry.kind !== "handled") return undefined;
  const { message, service } = found.entry;
  return {
    at: early.get(message.id) ?? found.at,
    why: `${short(message.type)} was published before the decision behind it was committed${never ? ", and it never was: another decision won" : ""}. ${service} had acted on it by then.`,
  };
};

const proofs: Readonly<Record<string, Proof>> = {
  dedup: takenTwice,
  outbox: neverStored,
  "version-check": writtenOver,
  tombstone: leftNoMark,
  refund: keptTheMoney,
  "idempotency-key": anotherKey,
  "publisher-confirms": neverConfirmed,
  "late-acknowledgement": acknowledgedEarly,
  "commit-before-publish": publishedFirst,
};
