import type { Delivery } from "../broker.ts";
import { errorOf, Unavailable, Unprocessable } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";
import type { Arrival, Result } from "../instance/result.ts";
import type { StoreHealth } from "../instance/store-health.ts";
import { idOf, type Message } from "../message.ts";
import { attemptOf } from "../settlement/failure-headers.ts";
import type { Settlement } from "../settlement/settlement.ts";
import { checkOrigin, decode } from "../wire/envelope.ts";
import type { Inbox } from "./inbox.ts";

export interface ReceiverOptions extends Instance {
  readonly inbox: Inbox;
  readonly settlement: Settlement;
  readonly health: Pick<StoreHealth, "outage">;
  /** A delivery that returned to its queue this often is handled alone. */
  readonly suspectAfter: number;
  /** The most messages that may wait; further commands are rejected. */
  readonly maxWaiting: number;
}

/** The way in: everything that happens to an instance enters its inbox here. */
export interface Receiver {
  /** A message that the broker delivered. */
  receive(delivery: Delivery): void;
  /** An internal message: a timer that came due, or the end of a call. */
  enter(arrival: Arrival): void;
  /**
   * A command; resolves when its result is durable.
   *
   * @throws Unavailable when too many messages wait, the instance is stopping, or the store is away
   */
  submit(message: Message, asked: string, options?: SubmitOptions): Promise<Result>;
  /** From now on, rejects new commands. */
  close(): void;
  /** Rejects and drops the pending commands that do not wait for the store. */
  rejectPending(outage: Unavailable): void;
  /** The instance has stopped: rejects every pending command. */
  rejectAll(): void;
}

export interface SubmitOptions {
  /**
   * Waits while the store is away, instead of being rejected.
   *
   * @default false
   */
  readonly waits?: boolean;
}

export function createReceiver(options: ReceiverOptions): Receiver {
  const { service, contracts, inbox, settlement, report, health, suspectAfter, maxWaiting } = options;
  const pending = new Set<PendingCommand>();
  let isOpen = true;

  /** The message in a delivery, or the result of a body that cannot be read. */
  function read(delivery: Delivery): Arrival | Result {
    let message: Message;
    try {
      message = decode(delivery.body, service, contracts);
      checkOrigin(message, delivery, service, contracts);
    } catch (thrown) {
      const error =
        thrown instanceof Unprocessable
          ? thrown
          : new Unprocessable(errorOf(thrown).message, "invalid-envelope", { cause: thrown });
      const result: Result = { kind: "unprocessable", reason: error.reason, error };
      return result;
    }
    report({ kind: "received", message, attempt: attemptOf(delivery.headers) });
    return { message };
  }

  function receive(delivery: Delivery): void {
    const { body, isHeld: isWanted, messageId = "" } = delivery;
    let message: Message | undefined;
    const readOnce = (): Arrival | Result => {
      const arrival = read(delivery);
      if ("message" in arrival) message = arrival.message;
      return arrival;
    };
    const done = (result: Result) => settlement.ofDelivery(delivery, message, result);
    if (delivery.returns < suspectAfter) inbox.enter({ arrival: readOnce(), isWanted, done });
    else inbox.enter({ suspicion: { digest: idOf(body), messageId }, read: readOnce, isWanted, done });
  }

  return {
    receive,
    enter(arrival) {
      inbox.enter({ arrival, done: (result) => settlement.ofInternal(arrival, result) });
    },
    async submit(message, asked, { waits = false } = {}) {
      if (!isOpen) throw new Unavailable(`${service.name} is stopping`);
      const outage = waits ? undefined : health.outage();
      if (outage) throw outage;
      if (inbox.waiting() >= maxWaiting)
        throw new Unavailable(`${service.name} has ${maxWaiting} messages waiting`);
      return new Promise((resolve, reject) => {
        const command = { reject, waits };
        pending.add(command);
        inbox.enter({
          arrival: { message, asked },
          isWanted: () => pending.has(command),
          done: (result) => {
            pending.delete(command);
            settlement.ofCommand(message, result);
            resolve(result);
          },
        });
      });
    },
    close() {
      isOpen = false;
    },
    rejectPending(outage) {
      for (const command of pending) {
        if (command.waits) continue;
        pending.delete(command);
        command.reject(outage);
      }
    },
    rejectAll() {
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
