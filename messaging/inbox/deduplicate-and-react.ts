import { NotYet, Unprocessable } from "../errors.ts";
import type { Did } from "../instance/hops.ts";
import type { Instance } from "../instance/instance.ts";
import type { Arrival, Result } from "../instance/result.ts";
import { causedBy, idCausedBy, type Message } from "../message.ts";
import { callEntry } from "../outbox-entry.ts";
import type { Effects, Outcome, Reads } from "../reaction.ts";
import type { Service } from "../service.ts";
import { retryOrPark } from "../settlement/retry-or-park.ts";
import { type Answer, type Change, keyText, type Loaded, type ProcessedMessage } from "../store.ts";
import { timerOf } from "../timer.ts";
import { checkEvent } from "../wire/envelope.ts";
import { apply, type Batch, changeOf, startBatch } from "./batch.ts";
import { sequenceOf } from "./event-sequence.ts";

/** The service that reacts, and the contracts of what it publishes. */
export type Reacting = Pick<Instance, "service" | "contracts">;

/**
 * Reacts to a batch of messages in order; each reaction sees the documents that the one before it saved.
 * Pure. A message that fails contributes nothing to the change.
 *
 * @param now milliseconds since 1970
 */
export function reactToAll(
  by: Reacting,
  arrivals: readonly Arrival[],
  loaded: Loaded,
  now: number,
): { readonly change: Change; readonly results: readonly Result[] } {
  const batch = startBatch(loaded, now);
  const results = arrivals.map((arrival): Result => {
    try {
      return deduplicate(arrival, batch) ?? reactToOne(by, arrival, batch);
    } catch (thrown) {
      return retryOrPark(thrown);
    }
  });
  return { change: changeOf(batch), results };
}

/** The documents that a message reads. */
export function readsOf(service: Service, message: Message): Reads {
  const reads = reactionTo(service, message).reads(message.data, message);
  for (const { collection } of Object.values(reads)) {
    if (service.collections.includes(collection)) continue;
    throw new Error(
      `${service.name} reads ${collection}: add it to the collections in ${service.name}/service.ts`,
    );
  }
  return reads;
}

function reactionTo(service: Service, message: Message) {
  const reaction = service.reactions.get(message.type);
  if (!reaction)
    throw new Unprocessable(`${service.name} has no reaction to ${message.type}`, "unknown-type");
  return reaction;
}

/**
 * Skips a message that was handled before, in an earlier commit or in this batch; only its entry is settled.
 */
function deduplicate({ message, entry }: Arrival, batch: Batch): Result | undefined {
  const earlier = batch.processed.get(message.id);
  if (!earlier) return undefined;
  if (entry) batch.settled.push(entry);
  return { kind: "duplicate", earlier };
}

function reactToOne(by: Reacting, arrival: Arrival, batch: Batch): Result {
  const { service } = by;
  const { message, digest } = arrival;
  const reads = readsOf(service, message);
  const documents = Object.fromEntries(
    Object.entries(reads).map(([name, key]) => [name, batch.documents.get(keyText(key))?.document]),
  );
  const outcome: Outcome = reactionTo(service, message).react(documents, message, { now: batch.at });
  const answer = (rest: Omit<Answer, "digest">) => (digest === undefined ? undefined : { digest, ...rest });
  const processed = (as: Pick<ProcessedMessage, "outcome" | "caused" | "answer">) => {
    const entry = { id: message.id, type: message.type, at: batch.at, ...as };
    batch.processed.set(message.id, entry);
    batch.fresh.push(entry);
    if (arrival.entry) batch.settled.push(arrival.entry);
  };

  if ("notYet" in outcome) return { kind: "failed", error: new NotYet(`not yet: ${outcome.notYet}`) };
  if ("ignored" in outcome) {
    processed({ outcome: "ignored", caused: [], answer: undefined });
    return { kind: "ignored", why: outcome.ignored };
  }
  if ("refused" in outcome) {
    const refused = answer({ refusal: outcome.refused });
    processed({ outcome: "refused", caused: [], answer: refused });
    return { kind: "refused", answer: refused, why: outcome.refused.detail };
  }
  const plan = planOf(by, message, outcome, reads, batch);
  apply(plan, batch);
  const replied = answer(outcome.reply === undefined ? {} : { reply: outcome.reply });
  processed({ outcome: "handled", caused: plan.caused, answer: replied });
  return { kind: "handled", answer: replied, did: plan.did };
}

/** All effects of one reaction, checked before any of them is applied. */
function planOf(
  { contracts, service }: Reacting,
  cause: Message,
  effects: Effects,
  reads: Reads,
  batch: Batch,
) {
  const { now, at: time } = batch;
  let ordinal = 0;
  const nextId = () => idCausedBy(cause, service.name, ordinal++);
  const saves = Object.entries(effects.save ?? {}).map(([name, document]) => {
    const key = reads[name];
    if (!key || !document) throw new Error(`${cause.type}: cannot save "${name}", which was not read`);
    return { key, document };
  });
  const sequence = sequenceOf(saves, batch);
  const source = `/${service.name}`;
  const events = (effects.publish ?? []).map(({ type, subject, data }) => {
    checkEvent(type, data, service, contracts);
    return causedBy(cause, { id: nextId(), type, source, subject, time, sequence, data });
  });
  const calls = (effects.call ?? []).map((call) => callEntry(nextId(), call, cause, now));
  const timers = (effects.setTimers ?? []).map((timer) =>
    timerOf(timer, cause, { id: nextId(), source }, now),
  );
  const did: Did = {
    saved: saves.map(({ key, document }) => ({ key: keyText(key), status: statusOf(document) })),
    published: events,
    called: calls.map(({ name }) => name),
    timersSet: timers.map(({ name, dueAt }) => ({ name, dueAt })),
    timersCancelled: effects.cancelTimers ?? [],
  };
  const caused = [...events, ...calls, ...timers].map(({ id }) => id);
  return { saves, events, calls, timers, cancelTimers: effects.cancelTimers ?? [], caused, did };
}

const statusOf = (document: object): string | undefined =>
  "status" in document && typeof document.status === "string" ? document.status : undefined;
