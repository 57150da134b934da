import { services } from "#contracts/hears.ts";
import { ledgerOf } from "#outside/payment-provider/ledger.ts";
import { poisonByConsumer } from "../../../guarantees/evidence.ts";
import { type Evidence, invariants } from "../../../guarantees/invariants.ts";
import { choreographyRules } from "../../../guarantees/rules.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { count } from "../../../narrative/text/words.ts";
import { commitsUntil, isAboutKnown } from "./history.ts";
import type { KnownBreach } from "./known-breach.ts";

/** Since when something is known to be broken. */
export interface Since {
  readonly position: number;
  readonly at: number;
  /** Whether it was broken before that: the log has forgotten when. */
  readonly isForgotten?: true;
  /** Whether the server found it, and not this page. */
  readonly isTold?: true;
}

/** An invariant at a moment. */
export interface Promised {
  readonly name: string;
  /** `open`: it is about the end, and work is still in progress. `unjudged`: the log has not what it takes. */
  readonly is: "kept" | "open" | "broken" | "unjudged";
  readonly violations: readonly string[];
  /** What was looked at, as in "3 orders"; undefined if it is not judged. */
  readonly checked?: string;
  /** Why it is not judged. */
  readonly why?: string;
  /** The moment of rest at which the first of its violations was found, if that was earlier. */
  readonly foundAt?: Since;
  /** The position of the last moment of rest at which these violations were found, if that was earlier. */
  readonly judgedAt?: number;
  /** Those of its violations that the server found, and this page cannot see. */
  readonly known?: readonly KnownBreach[];
  /** Since when it is judged, in milliseconds since 1970, if the log has lost its beginning. */
  readonly since?: number;
}

/** These must hold at every moment; the others are about a company at rest. */
const always: ReadonlySet<string> = new Set([
  "at most one charge and one refund per order",
  "only legal status transitions",
  "no message is handled twice",
  "no notification is sent twice",
  "an order cancelled before payment triggers no cooking, delivery or new charge",
]);

/** Whether a promise must hold at every moment: what breaks it is never repaired. */
export const mustHoldAlways = (promise: string): boolean => always.has(promise);

/** Whether only a consumer repairs what breaks a promise: an event that was lost stays lost, whatever its order does. */
export const isRepairedByConsumer = (promise: string): boolean =>
  promise === "every consumer handles every event";

/** These compare one commit with another. */
const readsCommits: ReadonlySet<string> = new Set([
  "only legal status transitions",
  "an order cancelled before payment triggers no cooking, delivery or new charge",
]);

/** What the log has of these violations is their proof, whatever happened before it began. */
const provenByItself: ReadonlySet<string> = new Set(["no message is handled twice"]);

/** Checks every invariant against the state at a position of the log. @param isFinal whether nothing more will happen */
export const promisesAt = (log: NarrativeLog, state: CompanyState, isFinal: boolean): readonly Promised[] => [
  ...checkPromises(log, state, isFinal),
];

/**
 * The same, an invariant at a time: all of them together take longer than a frame.
 *
 * @param isPartial whether the log has lost its beginning: then only orders that were placed within it are judged; "commits": the
 * states are complete even so, and only promises that compare commits are judged from there
 * @param cannotJudge why the log has not what it takes to judge an invariant; by default, all of them are judged
 */
export function* checkPromises(
  log: NarrativeLog,
  state: CompanyState,
  isFinal: boolean,
  isPartial: boolean | "commits" = log.first > 0,
  cannotJudge: (promise: string) => string | undefined = () => undefined,
): Generator<Promised> {
  const evidence = evidenceAt(log, state);
  const isWhole = (name: string) =>
    !isPartial || provenByItself.has(name) || (isPartial === "commits" && !readsCommits.has(name));
  for (const { checked: lookedAt, name, violations } of invariants) {
    const why = cannotJudge(name);
    if (why !== undefined) {
      yield { name, is: "unjudged", violations: [], why };
      continue;
    }
    const found = violations(evidence).filter((text) => isWhole(name) || isAboutKnown(log, state, text));
    const isDue = isFinal || always.has(name);
    const checked = count(...lookedAt(evidence));
    if (found.length === 0) yield { name, is: isDue ? "kept" : "open", violations: [], checked };
    else yield { name, is: isDue ? "broken" : "open", violations: found, checked };
  }
}

/** Whether no work is left: no queued message, no timer, no outbox entry. */
export function isAtRest(state: CompanyState): boolean {
  for (const [name, { ready, stuck, unacked }] of state.queues) {
    if (!name.endsWith(".parked") && ready.size + unacked.size + stuck.size > 0) return false;
  }
  return services.every((name) => {
    const { outbox, timers } = state.services[name];
    return outbox.size + timers.size === 0;
  });
}

const utf8 = new TextEncoder();

/** The state of the company as the invariants want it. */
function evidenceAt(log: NarrativeLog, state: CompanyState): Evidence {
  const databases = Object.fromEntries(
    services.map((name) => {
      const { documents, outbox, processed, timers } = state.services[name];
      const byCollection: Record<
        string,
        Record<string, { version: number; document: object | undefined }>
      > = {};
      for (const [key, document] of documents) {
        const slash = key.indexOf("/");
        const collection = key.slice(0, slash);
        byCollection[collection] ??= {};
        Object.assign(byCollection[collection], { [key.slice(slash + 1)]: document });
      }
      const dump = {
        documents: byCollection,
        processed: [...processed.values()],
        outbox: [...outbox.values()],
        timers: [...timers.values()],
      };
      return [name, dump];
    }),
  ) as unknown as Evidence["databases"];
  return {
    databases,
    broker: { queue: (name) => queueAt(state, name) },
    ledger: ledgerOf(state.provider.charges.values(), state.provider.refunds),
    commits: commitsUntil(log, state.position),
    events: state.events,
    poisoned: poisonByConsumer(choreographyRules, state),
  };
}

/** The bodies are not in the log: two copies of a message have the same id. */
function queueAt(state: CompanyState, name: string): ReturnType<Evidence["broker"]["queue"]> {
  const queue = state.queues.get(name);
  const ready = [...(queue?.ready.values() ?? [])];
  const unacked = [...(queue?.unacked.values() ?? [])];
  const messages = [...ready, ...unacked].map(({ exchange, messageId, routingKey }) => ({
    exchange,
    routingKey,
    messageId,
    headers: {},
    body: utf8.encode(messageId),
  }));
  return { ready: ready.length, unacked: unacked.length, messages };
}
