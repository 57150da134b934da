import { v4 } from "uuid";
import { backoff, pause } from "../clock.ts";
import { Conflict, Unavailable } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";
import type { StoreHealth } from "../instance/store-health.ts";
import type { ProcessedMessage } from "../store.ts";

export interface TrialsOptions extends Instance {
  readonly health: Pick<StoreHealth, "failed" | "succeeded" | "gaveUp">;
}

/** What the store knows about a suspect before it is handled alone. */
export type Verdict =
  | "innocent"
  /** Two processes ended while they handled only this message. */
  | "guilty"
  /** It was already handled. */
  | ProcessedMessage;

/**
 * A suspect is a message that returned to its queue too often: it may kill every process that handles it.
 * Each suspect is handled alone, and the store keeps a trial record meanwhile. A record that remains belongs
 * to a process that did not survive.
 */
export interface Trials {
  /**
   * Records the trial of a suspect. Undefined if this instance should no longer handle it: then there is
   * nothing to end.
   */
  begin(suspect: Suspicion, isWanted: () => boolean): Promise<Verdict | undefined>;
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
  const { store, clock, random, report, health, signal } = options;
  /** A unique id per trial: it counts once, even if it is recorded again after a lost reply. */
  let trial = v4();
  /** Trials that could not be deleted yet. This process is alive, so none of them is a death. */
  const leftovers = new Set<Leftover>();

  async function deleteLeftovers(): Promise<void> {
    for (const leftover of [...leftovers]) {
      await store.endTrial(leftover.digest, leftover.trial);
      leftovers.delete(leftover);
    }
  }

  async function judge({ digest, messageId }: Suspicion): Promise<Verdict> {
    await deleteLeftovers();
    const deaths = await store.beginTrial(digest, trial);
    if (deaths < deathsThatConvict) return "innocent";
    const { processed } = await store.load([messageId], []);
    return processed.get(messageId) ?? "guilty";
  }

  async function end({ digest }: Suspicion, dealtWith: boolean): Promise<void> {
    leftovers.add({ digest, trial: dealtWith ? undefined : trial });
    try {
      await deleteLeftovers();
    } catch (error) {
      // The next trial deletes the leftovers first.
      health.failed("bookkeeping", error);
    }
  }

  return {
    end,
    async begin(suspect, isWanted) {
      let attempt = 1;
      trial = v4();
      for (; isWanted() && !signal.aborted; attempt += 1) {
        try {
          const verdict = await judge(suspect);
          health.succeeded("inbox");
          return verdict;
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
      // The trial may be recorded although the reply was lost.
      if (attempt > 1) await end(suspect, false);
      return undefined;
    },
  };
}
