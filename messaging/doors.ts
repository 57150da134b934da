import type { Acknowledger, Owed } from "./acknowledger.ts";
import type { Delivery } from "./broker.ts";
import type { Clock } from "./clock.ts";
import { checkOrigin, decode, encode } from "./envelope.ts";
import { errorOf, Unavailable, Unprocessable } from "./errors.ts";
import { type Attempted, attemptOf } from "./failure-headers.ts";
import type { UnsignedHop } from "./hops.ts";
import type { Inbox } from "./inbox.ts";
import { idOf, type Message } from "./message.ts";
import { parkedCopy } from "./parking.ts";
import type { Arrival, Result } from "./react.ts";
import { afterFailure } from "./retry.ts";
import type { Service } from "./service.ts";

export interface DoorsOptions {
  readonly service: Service;
  readonly inbox: Inbox;
  readonly settler: Acknowledger;
  readonly clock: Clock;
  readonly report: (hop: UnsignedHop) => void;
  /** Undefined while the store answers. */
  readonly outage: () => Unavailable | undefined;
  /** What came back to its queue so often is handled alone. */
  readonly suspectAfter: number;
  /** The most messages that may wait; commands beyond that are turned away. */
  readonly maxWaiting: number;
}

/** How messages come in, and what is said and owed when it is clear what became of them. */
export interface Doors {
  /** A message that the broker delivered. */
  deliver(delivery: Delivery): void;
  /** A timer that came due, or the end of a call. */
  enter(arrival: Arrival): void;
  /** What became of a message from inside that needs no handling any more. */
  finish(arrival: Arrival, result: Result): void;
  /**
   * A command; resolves when what became of it is durable.
   *
   * @throws Unavailable when the door is full, or closed, or the store is away
   */
  submit(message: Message, asked: string, options?: SubmitOptions): Promise<Result>;
  /** Takes no more commands. */
  close(): void;
  /** The store is away: rejects the commands under way, and leaves them out from now on. */
  turnAway(outage: Unavailable): void;
  /** The instance has stopped: rejects the commands that are still under way. */
  abandon(): void;
}

export interface SubmitOptions {
  /** Waits for as long as the store is away, instead of being turned away. Default false. */
  readonly waits?: boolean;
}

/** The ways into the inbox: from the broker, from inside, and from HTTP. */
export function createDoors(options: DoorsOptions): Doors {
  const { service, inbox, settler, clock, report, outage, suspectAfter, maxWaiting } = options;
  const unanswered = new Set<Unanswered>();
  let taking = true;

  /** A message from inside, or the end of a call: nothing is to be acknowledged, but an entry is to be settled. */
  function enter(arrival: Arrival): void {
    inbox.enter({ arrival, done: (result) => finish(arrival, result) });
  }

  function finish({ message, entry }: Arrival, result: Result): void {
    const attempted = () => ({ messageId: message.id, body: encode(message), headers: {} });
    const owed = tell(message, attempted, result);
    if (owed.onward && entry) settler.owe({ ...owed, entry });
  }

  function deliver(delivery: Delivery): void {
    const { body, headers, isHeld: isWanted, messageId = "" } = delivery;
    let message: Message | undefined;
    // What cannot be read is known by the broker's name for it: there is no other.
    const attempted = () => ({ messageId: message?.id ?? messageId, body, headers });

    function read(): Arrival | Result {
      try {
        const decoded = decode(body, service);
        checkOrigin(decoded, delivery, service);
        message = decoded;
      } catch (thrown) {
        const error =
          thrown instanceof Unprocessable
            ? thrown
            : new Unprocessable(errorOf(thrown).message, "invalid-envelope", { cause: thrown });
        const result: Result = { kind: "unprocessable", reason: error.reason, error };
        return result;
      }
      report({ kind: "received", message, attempt: attemptOf(headers) });
      return { message };
    }

    function done(result: Result): void {
      const failed = result.kind === "failed" || result.kind === "unprocessable";
      // It is in the queue again: a copy that moves on would be a second one.
      if (failed && !delivery.isHeld()) return;
      settler.owe({ delivery, ...tell(message, attempted, result) });
    }

    if (delivery.returns < suspectAfter) inbox.enter({ arrival: read(), isWanted, done });
    else inbox.enter({ suspicion: { digest: idOf(body), messageId }, read, isWanted, done });
  }

  /** Reports what became of a message; for one that failed, also says where it goes now. */
  function tell(message: Message | undefined, attempted: () => Attempted, result: Result): Owed {
    const now = clock.now();
    if (result.kind === "failed") {
      const failed = attempted();
      const { tier, ...onward } = afterFailure(service.name, failed, result.error, now);
      const why = result.error.message;
      if (!tier || !message) report({ kind: "parked", message, reason: "retries-exhausted", why });
      else report({ kind: "retried", message, attempt: attemptOf(failed.headers) + 1, tier, why });
      return { onward };
    }
    if (result.kind === "unprocessable") {
      report({ kind: "parked", message, reason: result.reason, why: result.error.message });
      return { onward: parkedCopy(service.name, attempted(), result.reason, result.error, now) };
    }
    if (message) report(hopOf(message, result));
    return {};
  }

  return {
    deliver,
    enter,
    finish,
    async submit(message, asked, { waits = false } = {}) {
      if (!taking) throw new Unavailable(`${service.name} is stopping`);
      const away = waits ? undefined : outage();
      if (away) throw away;
      if (inbox.waiting() >= maxWaiting)
        throw new Unavailable(`${service.name} has ${maxWaiting} messages waiting`);
      return new Promise((resolve, reject) => {
        const command = { reject, waits };
        unanswered.add(command);
        inbox.enter({
          arrival: { message, asked },
          isWanted: () => unanswered.has(command),
          done: (result) => {
            unanswered.delete(command);
            report(hopOf(message, result));
            resolve(result);
          },
        });
      });
    },
    close() {
      taking = false;
    },
    turnAway(away) {
      for (const command of unanswered) {
        if (command.waits) continue;
        unanswered.delete(command);
        command.reject(away);
      }
    },
    abandon() {
      for (const { reject } of unanswered) {
        reject(new Unavailable(`${service.name} stopped before the command was handled`));
      }
    },
  };
}

interface Unanswered {
  readonly reject: (error: Error) => void;
  readonly waits: boolean;
}

function hopOf(message: Message, result: Result): UnsignedHop {
  switch (result.kind) {
    case "failed":
    case "unprocessable":
      return { kind: "failed", message, why: result.error.message };
    case "handled":
      return { kind: "handled", message, did: result.did };
    case "duplicate":
      return { kind: "duplicate", message };
    default:
      return { kind: result.kind, message, why: result.why };
  }
}
