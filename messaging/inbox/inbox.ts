import { Unprocessable } from "../errors.ts";
import type { Arrival, Result } from "../instance/result.ts";
import { createWorkLoop } from "../instance/work-loop.ts";
import { retryOrPark } from "../settlement/retry-or-park.ts";
import type { Change } from "../store.ts";
import { commitBatch } from "./commit-batch.ts";
import type { Entering, Suspect } from "./entering.ts";
import { createSoloAttempts, type SoloAttemptsOptions } from "./poison-suspects.ts";

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
  async function handleAlone({ done, isWanted = () => true, read, identity }: Suspect): Promise<void> {
    const status = await soloAttempts.begin(identity, isWanted);
    if (!status) return;
    if (status === "poison") {
      // The records stay until it is parked: if the next suspect ends this process before that, it comes back.
      done(retryOrPark(killsItsConsumer()), () => soloAttempts.end(identity, true));
      return;
    }
    const arrival: Arrival | Result = status === "unproven" ? read() : { kind: "duplicate", earlier: status };
    let isTold = false;
    await handle([{ arrival, isWanted, done: tell }]);
    await soloAttempts.end(identity, isTold);
    function tell(result: Result): void {
      isTold = true;
      done(result);
    }
  }

  async function handle(batch: readonly Entering[]): Promise<void> {
    await commitBatch({ ...options, committed }, batch);
    options.health.gaveUp("inbox");
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
    isBusy: loop.isBusy,
    /** Resolves when nothing waits and nothing is under way. */
    idle: loop.idle,
  };
}

const killsItsConsumer = (): Unprocessable =>
  new Unprocessable(
    "two processes ended while they handled this message, and nothing else",
    "kills-its-consumer",
  );
