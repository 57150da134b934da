import { Unprocessable } from "../errors.ts";
import type { Arrival, Result } from "../instance/result.ts";
import { createWorkLoop } from "../instance/work-loop.ts";
import { retryOrPark } from "../settlement/retry-or-park.ts";
import type { Change } from "../store.ts";
import { commitBatch } from "./commit-batch.ts";
import { createSoloAttempts, type SoloAttemptsOptions, type SuspectIdentity } from "./poison-suspects.ts";

/** A message to handle, and the callback for its result. */
export interface Entering {
  /** The message; or a result that is known beforehand, such as a body that is not JSON. */
  readonly arrival: Arrival | Result;
  /** Called once, in order of arrival, when the result is durable. May ask to be told of the acknowledgement. */
  readonly done: (result: Result, onAcknowledged?: () => Promise<void>) => void;
  /** False once this instance should no longer handle the message: the inbox then skips it. */
  readonly isWanted?: () => boolean;
}

/**
 * A message that returned to its queue too often: it may kill the process, so it is read and handled alone.
 */
export interface Suspect extends Omit<Entering, "arrival"> {
  readonly identity: SuspectIdentity;
  readonly read: () => Arrival | Result;
}

export interface InboxOptions extends SoloAttemptsOptions {
  /** The most messages in one commit; 1 is one transaction per message. */
  readonly maxBatch: number;
}

export type Inbox = ReturnType<typeof createInbox>;

/**
 * The one way into a service. Messages that arrive during a commit form the next batch, with no timer: a
 * single message is a batch of one, and under load one commit holds a few hundred.
 *
 * The inbox handles one batch at a time, so an instance handles messages in order of arrival.
 */
export function createInbox(options: InboxOptions) {
  const { maxBatch, signal } = options;
  const waiting: (Entering | Suspect)[] = [];
  const soloAttempts = createSoloAttempts(options);
  const loop = createWorkLoop(() => waiting.length > 0, handleNext, signal);
  let committed: (change: Change) => void = () => {};
  /** Whether all that is left to do is with the store: a commit that leads to no event and no call. */
  let isLast = false;

  function committing(change: Change | undefined): void {
    isLast = change?.outbox.length === 0;
  }

  async function handleNext(): Promise<void> {
    const batch = nextBatch();
    const suspect = batch.length === 0 && waiting.shift();
    if (suspect && "read" in suspect) await handleAlone(suspect);
    else await handle(batch);
  }

  /** The messages before the next suspect; empty if a suspect is next. */
  function nextBatch(): readonly Entering[] {
    const batch: Entering[] = [];
    for (const entering of waiting) {
      if ("read" in entering || batch.length === maxBatch) break;
      batch.push(entering);
    }
    waiting.splice(0, batch.length);
    return batch;
  }

  /**
   * The message may have killed processes. Nothing else is handled beside it, so a further death is its
   * fault.
   */
  async function handleAlone({ done, isWanted = always, read, identity }: Suspect): Promise<void> {
    const status = await soloAttempts.begin(identity, isWanted);
    if (!status) return;
    let result: Result | undefined;
    if (status === "poison") {
      // The records stay until it is parked: if the next suspect ends this process before that, it comes back.
      done(retryOrPark(killsItsConsumer()), () => soloAttempts.end(identity, true));
      return;
    }
    if (status === "unproven") {
      const arrival = read();
      if ("message" in arrival) await handle([{ arrival, isWanted, done: keep }]);
      else result = arrival;
    } else {
      result = { kind: "duplicate", earlier: status };
    }
    function keep(of: Result): void {
      result = of;
    }
    if (result) done(result);
    await soloAttempts.end(identity, result !== undefined);
  }

  async function handle(batch: readonly Entering[]): Promise<void> {
    const entered = new Map(
      batch.flatMap((entering) => ("message" in entering.arrival ? [[entering.arrival, entering]] : [])),
    );
    const isWanted = (arrival: Arrival) => (entered.get(arrival)?.isWanted ?? always)();
    const results = await commitBatch({ ...options, committed, committing, isWanted }, [...entered.keys()]);
    options.health.gaveUp("inbox");
    for (const { arrival, done, isWanted = always } of batch) {
      const result = "message" in arrival ? results.get(arrival) : isWanted() && arrival;
      if (result) done(result);
    }
  }

  return {
    enter(entering: Entering | Suspect): void {
      waiting.push(entering);
      loop.wake();
    },
    /**
     * Calls `notify` after each commit: its events, calls and timers are still to be published, made and
     * awaited.
     */
    onCommit(notify: (change: Change) => void): void {
      committed = notify;
    },
    /** How many messages wait. */
    waiting: (): number => waiting.length,
    /** Whether it holds messages whose effects are still to be committed. */
    isBusy: (): boolean => loop.isBusy() && !(isLast && waiting.length === 0),
    /** Resolves when nothing waits and nothing is under way. */
    idle: loop.idle,
  };
}

const always = (): boolean => true;

const killsItsConsumer = (): Unprocessable =>
  new Unprocessable(
    "two processes ended while they handled this message, and nothing else",
    "kills-its-consumer",
  );
