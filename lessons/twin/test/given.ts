import type { Events } from "#contracts/generated/events.ts";
import type { Message } from "#messaging/message.ts";
import type { NewEvent } from "#messaging/reaction.ts";
import type { NewTimer } from "#messaging/timer.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import type { Process } from "../conductor/process.ts";
import { conductorService } from "../conductor/service.ts";

export const now = "2026-01-02T18:10:00.000Z";
const conductor = conductorService({ silenceMs: 2 * 60 * 60_000 });

/** What the conductor made of some messages: the process, and what it sent and set, by name. */
export interface Played {
  readonly process: Process | undefined;
  /** The commands of the last message. */
  readonly sent: readonly string[];
  /** The commands of all messages. */
  readonly allSent: readonly string[];
  readonly ignored: string | undefined;
  readonly setTimers: readonly NewTimer[];
}

/** An event of the sample order. */
export const told = <T extends keyof Events>(type: T): Message =>
  eventMessage(type, samples[type] as Events[T]);

/** Plays messages to the conductor, one after another, from nothing. */
export function played(...messages: readonly Message[]): Played {
  let last: Played = { process: undefined, sent: [], allSent: [], ignored: undefined, setTimers: [] };
  for (const message of messages) {
    const outcome = conductor.reactions.get(message.type)?.react({ process: last.process }, message, { now });
    if (!outcome || "refused" in outcome || "notYet" in outcome)
      throw new Error(`the conductor did not handle ${message.type}`);
    const ignored = "ignored" in outcome ? outcome.ignored : undefined;
    const { publish = [], save = {}, setTimers = [] } = "ignored" in outcome ? {} : outcome;
    const sent = publish.map(nameOf);
    const process = (save.process as Process | undefined) ?? last.process;
    last = { process, sent, allSent: [...last.allSent, ...sent], ignored, setTimers };
  }
  return last;
}

const nameOf = ({ type }: NewEvent): string => type.replace(/^conductor\.|\.v1$/g, "");
