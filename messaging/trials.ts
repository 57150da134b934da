import { v4 } from "uuid";
import { backoff, pause } from "./clock.ts";
import { Conflict, Unavailable } from "./errors.ts";
import type { Instance } from "./instance.ts";
import type { ProcessedMessage } from "./store.ts";
import type { StoreHealth } from "./store-health.ts";

export interface TrialsOptions extends Instance {
  readonly health: Pick<StoreHealth, "failed" | "succeeded" | "gaveUp">;
}

/** What is known of a message before it is handled alone. */
export type Verdict =
  | "innocent"
  /** It ended the process twice, while nothing else was handled. */
  | "guilty"
  /** It was handled, whatever ended the processes. */
  | ProcessedMessage;

/**
 * Suspects are messages that came back to their queue too often: one of them may end every process that handles it. Each is handled
 * alone, and the store remembers meanwhile that it is. A note that is still there belongs to a process that did not survive.
 */
export interface Trials {
  /** Notes that a suspect is about to be handled alone. Undefined when it is not to be handled here any more: then there is nothing to end. */
  begin(suspect: Suspicion, isWanted: () => boolean): Promise<Verdict | undefined>;
  /** The process survived it. What it did to others is forgotten once it was dealt with: handled, moved on, or parked. */
  end(suspect: Suspicion, dealtWith: boolean): Promise<void>;
}

export interface Suspicion {
  /** A digest of the body: the suspect may be something that cannot be read. */
  readonly digest: string;
  /** As the broker has it. */
  readonly messageId: string;
}

/** One trial of a digest, or all of them. */
interface Note {
  readonly digest: string;
  readonly trial: string | undefined;
}

/** One process that ended may be chance: a kill, or a power cut, at just that moment. Two are none. */
const deathsThatConvict = 2;

export function createTrials(options: TrialsOptions): Trials {
  const { store, clock, random, report, health, signal } = options;
  /** One name for each, so that it counts once, though it is noted again because the answer was lost. */
  let trial = v4();
  /** Notes that could not be deleted yet. This process is alive, so none of them is a death. */
  const leftovers = new Set<Note>();

  async function deleteLeftovers(): Promise<void> {
    for (const note of [...leftovers]) {
      await store.endTrial(note.digest, note.trial);
      leftovers.delete(note);
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
      // The next trial begins with it.
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
          // Whatever else the store has against the note is no reason not to handle the message.
          if (!(error instanceof Unavailable || error instanceof Conflict)) return "innocent";
          if (error instanceof Unavailable) {
            health.failed("inbox", error);
            report({ kind: "waiting", for: "store", why: error.message });
          }
          await pause(clock, backoff(attempt, random()), signal);
        }
      }
      health.gaveUp("inbox");
      // It may have been noted, although the answer was lost.
      if (attempt > 1) await end(suspect, false);
      return undefined;
    },
  };
}
