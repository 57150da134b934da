import { type Clock, pause } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import { type Audit, type AuditRecord, recordOf } from "./audit.ts";
import type { Parked, ParkedMessages } from "./parked-messages.ts";

/** What a person wants done about parked messages. */
export interface Settling {
  readonly how: "redrive" | "drop";
  readonly by: string;
  readonly why: string | undefined;
  /** The most messages in a second. */
  readonly perSecond: number;
  /** Where they are parked, for the audit record. */
  readonly where: string;
}

export interface SettleOptions {
  readonly from: ParkedMessages;
  readonly clock: Clock;
  readonly audit: Audit;
  /** Told of each message that was dealt with. */
  readonly onDone: (record: AuditRecord) => void;
  /** Ends it after the message that is under way. */
  readonly signal: AbortSignal;
}

/** How many messages it was done to, and how many were not parked any more. */
export interface Settled {
  readonly done: number;
  readonly gone: number;
}

/**
 * Redrives or drops messages one after the other, each written down before it is touched, and not faster than asked for.
 *
 * @throws Error at the first that cannot be redriven; what came before it is done, the rest stays parked
 */
export async function settle(
  messages: readonly Parked[],
  { by, how, perSecond, where, why }: Settling,
  { audit, clock, from, onDone, signal }: SettleOptions,
): Promise<Settled> {
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
