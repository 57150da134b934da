import { v4 } from "uuid";
import { backoff } from "../backoff.ts";
import { pause } from "../clock.ts";
import { Conflict, Unavailable } from "../errors.ts";
import type { Supervised } from "../instance/store-health.ts";
import { createWorkLoop } from "../instance/work-loop.ts";
import type { ProcessedMessage } from "../store.ts";

export interface SoloAttemptsOptions extends Supervised {
  /** A solo attempt that another process keeps for longer than this, in milliseconds, counts as its death. */
  readonly longestSoloMs: number;
}

/** What to do with a suspect, by what the store knows about it. */
export type SuspectStatus =
  /** Handle it, alone. */
  | "unproven"
  /** Park it: two processes ended while they handled only this message. */
  | "poison"
  /** Skip it: it was already handled. */
  | ProcessedMessage;

/** How a message that has not been read yet is recognized. */
export interface SuspectIdentity {
  /** A digest of the body: the suspect may be something that cannot be read. */
  readonly digest: string;
  /** The id that the broker has. */
  readonly messageId: string;
}

/** An attempt to delete, or all attempts of a digest if `attempt` is undefined. */
interface Leftover {
  readonly digest: string;
  readonly attempt: string | undefined;
}

/** A single death may be a coincidence, such as a power cut at that moment. Two are not. */
const deathsOfPoison = 2;

/**
 * A suspect is a message that returned to its queue too often: it may kill every process that handles it.
 * Each suspect is handled alone, and the store keeps a record of this solo attempt meanwhile. A record that
 * remains belongs to a process that did not survive. A live process may keep one as long as a call to the
 * store hangs: its delivery was lost meanwhile, and another process tries the message.
 */
export function createSoloAttempts(options: SoloAttemptsOptions) {
  const { store, clock, random, health, longestSoloMs, signal } = options;
  /** A unique id per attempt: it counts once, even if it is recorded again after a lost reply. */
  let current = v4();
  /** Attempts that could not be deleted yet. This process is alive, so none of them is a death. */
  const leftovers = new Set<Leftover>();
  const deletion = createWorkLoop(() => leftovers.size > 0, deletePatiently, signal);

  async function deleteLeftovers(): Promise<void> {
    for (const leftover of [...leftovers]) {
      await store.endSoloAttempts(leftover.digest, leftover.attempt);
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
  async function statusOf(
    { digest, messageId }: SuspectIdentity,
    isWanted: () => boolean,
  ): Promise<SuspectStatus | undefined> {
    await deleteLeftovers();
    if ((await store.beginSoloAttempt(digest, current)) < deathsOfPoison) return "unproven";
    const { processed } = await store.load([messageId], []);
    const earlier = processed.get(messageId);
    if (earlier) return earlier;
    await pause(clock, longestSoloMs, signal);
    if (signal.aborted || !isWanted()) return undefined;
    return (await store.beginSoloAttempt(digest, current)) < deathsOfPoison ? "unproven" : "poison";
  }

  /** The process survived. Once the message is settled, the attempts of other processes are removed too. */
  async function end({ digest }: SuspectIdentity, isSettled: boolean): Promise<void> {
    leftovers.add({ digest, attempt: isSettled ? undefined : current });
    try {
      await deleteLeftovers();
    } catch (error) {
      health.failed("bookkeeping", error);
      deletion.wake();
    }
  }

  return {
    end,
    /**
     * Records a solo attempt. Undefined if this instance should no longer handle the suspect: then there is
     * nothing to end.
     */
    async begin(suspect: SuspectIdentity, isWanted: () => boolean): Promise<SuspectStatus | undefined> {
      let wasTried = false;
      current = v4();
      for (let attempt = 1; isWanted() && !signal.aborted; attempt += 1) {
        wasTried = true;
        try {
          const status = await statusOf(suspect, isWanted);
          health.succeeded("inbox");
          if (status) return status;
          break;
        } catch (error) {
          // Any other error of the store is no reason not to handle the message.
          if (!(error instanceof Unavailable || error instanceof Conflict)) return "unproven";
          if (error instanceof Unavailable) health.failed("inbox", error);
          await pause(clock, backoff(attempt, random()), signal);
        }
      }
      health.gaveUp("inbox");
      // The attempt is recorded, or may be: its reply may have been lost.
      if (wasTried) await end(suspect, false);
      return undefined;
    },
  };
}
