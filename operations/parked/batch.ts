import { type Clock, pause } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import { type Audit, type AuditRecord, recordOf } from "./audit.ts";
import type { ParkedMessage, ParkedMessages } from "./parked-messages.ts";

/** What to do with parked messages. */
export interface BatchRequest {
  readonly how: "redrive" | "drop";
  readonly by: string;
  readonly why: string | undefined;
  /** The maximum number of messages per second. */
  readonly perSecond: number;
  /** Where the messages are parked, for the audit log. */
  readonly where: string;
}

export interface BatchOptions {
  readonly from: ParkedMessages;
  readonly clock: Clock;
  readonly audit: Audit;
  /** Called after each message that was redriven or dropped. */
  readonly onDone: (record: AuditRecord) => void;
  /** Stops after the current message. */
  readonly signal: AbortSignal;
}

/** How many messages were redriven or dropped, and how many were no longer parked. */
export interface BatchResult {
  readonly done: number;
  readonly gone: number;
}

/**
 * Redrives or drops messages one by one at no more than the given rate, and records each in the audit log
 * first.
 *
 * @throws Error at the first message that cannot be redriven; the ones before it are done, the rest stay
 * parked
 */
export async function runBatch(
  messages: readonly ParkedMessage[],
  { by, how, perSecond, where, why }: BatchRequest,
  { audit, clock, from, onDone, signal }: BatchOptions,
): Promise<BatchResult> {
  let [done, gone] = [0, 0];
  let next = clock.now();
  for (const parked of messages) {
    if (next > clock.now()) await pause(clock, next - clock.now(), signal);
    if (signal.aborted) break;
    next = Math.max(next, clock.now()) + 1_000 / perSecond;
    const note = { by, at: instant(clock.now()), why };
    const record = recordOf(how, parked, note, where);
    await audit(record);
    try {
      if (await from[how](parked, note)) {
        done += 1;
        onDone(record);
      } else {
        gone += 1;
        await audit(recordOf("gone", parked, note, where));
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await audit({ ...recordOf("failed", parked, note, where), error: why });
      throw error;
    }
  }
  return { done, gone };
}
