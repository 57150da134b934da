import { Unavailable } from "../errors.ts";
import type { Result } from "../instance/result.ts";
import type { Supervised } from "../instance/store-health.ts";
import type { Message } from "../message.ts";
import type { Settlement } from "../settlement/settlement.ts";
import type { Inbox } from "./inbox.ts";

export interface CommandAdmissionOptions extends Supervised {
  readonly inbox: Inbox;
  readonly settlement: Settlement;
  /** The most messages that may wait; further commands are rejected. */
  readonly maxWaiting: number;
}

export interface SubmitOptions {
  /**
   * Waits while the store is away, instead of being rejected.
   *
   * @default false
   */
  readonly waits?: boolean;
}

/** The way in for commands, which are shed instead of queued without end: their clients wait. */
export function createCommandAdmission(options: CommandAdmissionOptions) {
  const { service, inbox, settlement, health, maxWaiting } = options;
  const pending = new Set<PendingCommand>();
  let isOpen = true;

  return {
    /**
     * Resolves when the command's result is durable.
     *
     * @throws Unavailable when too many messages wait, the instance is stopping, or the store is away
     */
    async submit(message: Message, digest: string, { waits = false }: SubmitOptions = {}): Promise<Result> {
      if (!isOpen) throw new Unavailable(`${service.name} is stopping`);
      const outage = waits ? undefined : health.outage();
      if (outage) throw outage;
      if (inbox.waiting() >= maxWaiting)
        throw new Unavailable(`${service.name} has ${maxWaiting} messages waiting`);
      return new Promise((resolve, reject) => {
        const command = { reject, waits };
        pending.add(command);
        inbox.enter({
          arrival: { message, digest },
          isWanted: () => pending.has(command),
          done: (result) => {
            pending.delete(command);
            settlement.ofCommand(message, result);
            resolve(result);
          },
        });
      });
    },
    /** From now on, rejects new commands. */
    close(): void {
      isOpen = false;
    },
    /** Rejects and drops the pending commands that do not wait for the store. */
    rejectPending(outage: Unavailable): void {
      for (const command of pending) {
        if (command.waits) continue;
        pending.delete(command);
        command.reject(outage);
      }
    },
    /** The instance has stopped: rejects every pending command. */
    rejectAll(): void {
      for (const { reject } of pending) {
        reject(new Unavailable(`${service.name} stopped before the command was handled`));
      }
    },
  };
}

interface PendingCommand {
  readonly reject: (error: Error) => void;
  readonly waits: boolean;
}
