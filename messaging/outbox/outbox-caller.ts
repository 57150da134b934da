import { backoff } from "../backoff.ts";
import { TryLater, Unprocessable } from "../errors.ts";
import type { Arrival, Failure } from "../instance/result.ts";
import type { Supervised } from "../instance/store-health.ts";
import { instant } from "../instant.ts";
import { invariant } from "../invariant.ts";
import { causedBy, idCausedBy, type Message } from "../message.ts";
import type { CallEntry } from "../outbox-entry.ts";
import type { ParkedCall, Performer } from "../service.ts";
import { retryOrPark } from "../settlement/retry-or-park.ts";

export interface OutboxCallerOptions extends Supervised {
  readonly performers: readonly Performer[];
  /** Takes the message that says how a call ended. */
  readonly ended: (arrival: Arrival) => void;
  /** Parks a call that can never succeed, then settles its entry. */
  readonly park: (message: Message, entry: string, failure: Failure) => void;
  /** The timeout of one attempt, in milliseconds; below the lease of a call. */
  readonly timeoutMs: number;
  /** The most concurrent calls. */
  readonly maxCalls: number;
}

export type OutboxCaller = ReturnType<typeof createOutboxCaller>;

/** Makes the outside calls of the outbox: each at least once, always with its key, until it is answered. */
export function createOutboxCaller(options: OutboxCallerOptions) {
  const waiting: CallEntry[] = [];
  const held = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const attempts = new Set<AbortController>();
  let postponed: (until: number) => void = () => {};
  options.signal.addEventListener("abort", () => {
    for (const attempt of attempts) attempt.abort(new Error("this instance is stopping"));
  });

  function next(): void {
    while (underWay.size < options.maxCalls && !options.signal.aborted) {
      const entry = waiting.shift();
      if (!entry) return;
      const controller = new AbortController();
      attempts.add(controller);
      const attempt = make(options, entry, controller).then((until) => {
        if (until !== undefined) postponed(until);
        attempts.delete(controller);
        invariant(held.delete(entry.id), `call ${entry.id} ended twice`);
        underWay.delete(attempt);
        next();
      });
      underWay.add(attempt);
    }
  }

  return {
    /** Takes calls to make; ignores those it already has. */
    take(entries: readonly CallEntry[]): void {
      const fresh = entries.filter(({ id }) => !held.has(id));
      for (const { id } of fresh) held.add(id);
      waiting.push(...fresh);
      next();
    },
    /** Calls `notify` with the time at which a failed call is due again, in milliseconds since 1970. */
    onPostponed(notify: typeof postponed): void {
      postponed = notify;
    },
    /** Whether a call is under way. */
    isBusy: (): boolean => underWay.size > 0,
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Makes a call. Returns the time at which it is due again if it failed, in milliseconds since 1970. */
async function make(options: OutboxCallerOptions, entry: CallEntry, controller: AbortController) {
  const { clock, ended, park, report } = options;
  const service = options.service.name;
  const attempt = entry.attempts + 1;
  const hop = { kind: "call", name: entry.name, cause: entry.cause, attempt } as const;
  const source = `/${service}`;
  const message = { source, subject: entry.cause.subject, sequence: 0 };
  try {
    const performer = options.performers.find(({ name }) => name === entry.name);
    if (!performer) throw new Unprocessable(`${service} has nothing that performs ${entry.name}`);
    const end = await withTimeout(options, entry, performer, controller);
    report(hop);
    const time = instant(clock.now());
    ended({ message: causedBy(entry.cause, { ...message, ...end, time }), entry: entry.id });
  } catch (thrown) {
    const failure = retryOrPark(thrown);
    report({ ...hop, failed: failure.error.message });
    if (failure.kind === "failed") return postpone(options, entry, attempt, failure.error);
    const id = idCausedBy({ ...entry.cause, id: entry.id }, service, attempt);
    const data: ParkedCall = { key: entry.key, request: entry.request };
    const time = instant(clock.now());
    park(causedBy(entry.cause, { ...message, id, type: entry.name, time, data }), entry.id, failure);
  }
  return undefined;
}

async function withTimeout(
  { clock, timeoutMs }: OutboxCallerOptions,
  entry: CallEntry,
  performer: Performer,
  attempt: AbortController,
) {
  const { signal } = attempt;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const cancel = clock.at(clock.now() + timeoutMs, () => {
    attempt.abort(new Error(`${entry.name}: no answer within ${timeoutMs} ms`));
  });
  try {
    return await Promise.race([performer.perform(entry.request, { key: entry.key, signal }), aborted]);
  } finally {
    cancel();
  }
}

/** The longest wait that the other side may request, in milliseconds. */
const longestWaitMs = 5 * 60_000;

/** The wait is stored, so that it survives this instance. */
async function postpone(
  { clock, health, random, signal, store }: OutboxCallerOptions,
  entry: CallEntry,
  attempts: number,
  error: Error,
): Promise<number | undefined> {
  if (signal.aborted) return undefined;
  const asked = error instanceof TryLater ? Math.min(error.afterMs, longestWaitMs) : 0;
  const until = clock.now() + Math.max(asked, backoff(attempts, random(), 1_000, 60_000));
  try {
    await store.postpone(entry.id, { attempts, until });
  } catch (error) {
    health.failed("bookkeeping", error);
  }
  return until;
}
