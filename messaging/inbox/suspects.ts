import { v4 } from "uuid";
import { backoff, pause } from "../clock.ts";
import { Conflict, Unavailable } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";
import type { StoreHealth } from "../instance/store-health.ts";
import { createWorkLoop } from "../instance/work-loop.ts";
import type { ProcessedMessage } from "../store.ts";

export interface TrialsOptions extends Instance {
  readonly health: Pick<StoreHealth, "failed" | "succeeded" | "gaveUp">;
  /** A trial that another process keeps for longer than this, in milliseconds, counts as its death. */
  readonly longestTrialMs: number;
}

/** What the store knows about a suspect before it is handled alone. */
export type SuspectStatus =
  | "innocent"
  /** Two processes ended while they handled only this message. */
  | "guilty"
  /** It was already handled. */
  | ProcessedMessage;

/**
 * A suspect is a message that returned to its queue too often: it may kill every process that handles it.
 * Each suspect is handled alone, and the store keeps a trial record meanwhile. A record that remains belongs
 * to a process that did not survive. A live process may keep one as long as a call to the store hangs: its
 * delivery was lost meanwhile, and another process tries the message.
 */
export interface Trials {
  /**
   * Records the trial of a suspect. Undefined if this instance should no longer handle it: then there is
   * nothing to end.
   */
  begin(suspect: Suspicion, isWanted: () => boolean): Promise<SuspectStatus | undefined>;
  /** The process survived. Once the message is settled, the trials of other processes are removed too. */
  end(suspect: Suspicion, dealtWith: boolean): Promise<void>;
}

export interface Suspicion {
  /** A digest of the body: the suspect may be something that cannot be read. */
  readonly digest: string;
  /** The id that the broker has. */
  readonly messageId: string;
}

/** A trial to delete, or all trials of a digest if `trial` is undefined. */
interface Leftover {
  readonly digest: string;
  readonly trial: string | undefined;
}

/** A single death may be a coincidence, such as a power cut at that moment. Two are not. */
const deathsThatConvict = 2;

export function createTrials(options: TrialsOptions): Trials {
  const { store, clock, random, report, health, longestTrialMs, signal } = options;
  /** A unique id per trial: it counts once, even if it is recorded again after a lost reply. */
  let trial = v4();
  /** Trials that could not be deleted yet. This process is alive, so none of them is a death. */
  const leftovers = new Set<Leftover>();
  const deletion = createWorkLoop(() => leftovers.size > 0, deletePatiently, signal);

  async function deleteLeftovers(): Promise<void> {
    for (const leftover of [...leftovers]) {
      await store.endTrial(leftover.digest, leftover.trial);
      leftovers.delete(leftover);
    }
  }

  /** Others may try the message meanwhile, so the records must go as soon as the store is back. */
  async function deletePatiently(): Promise<void> {
    for (let attempt = 1; leftovers.size > 0 && !signal.aborted; attempt += 1) {
      await pause(clock, backoff(attempt, random(), 100, 1_000), signal);
      await deleteLeftovers().catch(() => {});
    }
  }

  /** Undefined if this instance should no longer handle the suspect. */
  async function judge(
    { digest, messageId }: Suspicion,
    isWanted: () => boolean,
  ): Promise<SuspectStatus | undefined> {
    await deleteLeftovers();
    if ((await store.beginTrial(digest, trial)) < deathsThatConvict) return "innocent";
    const { processed } = await store.load([messageId], []);
    const earlier = processed.get(messageId);
    if (earlier) return earlier;
    await pause(clock, longestTrialMs, signal);
    if (signal.aborted || !isWanted()) return undefined;
    return (await store.beginTrial(digest, trial)) < deathsThatConvict ? "innocent" : "guilty";
  }

  async function end({ digest }: Suspicion, dealtWith: boolean): Promise<void> {
    leftovers.add({ digest, trial: dealtWith ? undefined : trial });
    try {
      await deleteLeftovers();
    } catch (error) {
      health.failed("bookkeeping", error);
      deletion.wake();
    }
  }

  return {
    end,
    async begin(suspect, isWanted) {
      let wasTried = false;
      trial = v4();
      for (let attempt = 1; isWanted() && !signal.aborted; attempt += 1) {
        wasTried = true;
        try {
          const verdict = await judge(suspect, isWanted);
          health.succeeded("inbox");
          if (verdict) return verdict;
          break;
        } catch (error) {
          // Any other error of the store is no reason not to handle the message.
          if (!(error instanceof Unavailable || error instanceof Conflict)) return "innocent";
          if (error instanceof Unavailable) {
            health.failed("inbox", error);
            report({ kind: "waiting", for: "store", why: error.message });
          }
          await pause(clock, backoff(attempt, random()), signal);
        }
      }
      health.gaveUp("inbox");
      // The trial is recorded, or may be, as the reply was lost.
      if (wasTried) await end(suspect, false);
      return undefined;
    },
  };
}
