import type { Events } from "#messaging/events.ts";
import { ignore, notYet, reaction } from "#messaging/reaction.ts";
import type { CancelReason } from "#orders/order.ts";
import { cancelling } from "./cancelling.ts";
import { type Command, type Reported, recordFact } from "./commands.ts";
import { isOver, knows, type Ordered, processes, type Worker, withFacts, withWorker } from "./process.ts";
import { type Patience, silence, waiting } from "./silence.ts";

/** The replies of the workers. */
export type Reply = Exclude<Extract<keyof Events, `${Worker}.${string}`>, "restaurants.menu-changed.v1">;

/** What a reply means, and which command follows. */
export interface Step<T extends Reply> {
  readonly reply: T;
  readonly what: Reported["what"];
  readonly by: Reported["by"];
  readonly detail?: (data: Events[T]) => string;
  readonly next?: (ordered: Ordered, data: Events[T]) => Command;
  /** The step failed: the order is cancelled for this reason, and every worker undoes its part. */
  readonly cancels?: Exclude<CancelReason, "customer">;
}

/** A worker replied: record it, here and for the customer at orders, and send the command that follows. */
export const onReply = <T extends Reply>(patience: Patience, step: Step<T>) =>
  reaction(step.reply, {
    reads: ({ orderId }) => ({ process: processes(orderId) }),
    react({ process }, { time, data }, { now }) {
      const { orderId } = data;
      if (!process || process.status === "tombstone") return notYet("there is no such process");
      if (knows(process, step.what)) return ignore(`${step.what} is already known`);
      const detail = step.detail && { detail: step.detail(data) };
      const fact: Reported = { what: step.what, at: time, by: step.by, ...detail };
      if (step.cancels && !isOver(process)) return cancelling(process, fact, step.cancels, now);
      const noted = withFacts(process, fact);
      const next = isOver(process) ? undefined : step.next?.(process.ordered, data);
      return {
        save: { process: next ? withWorker(noted, next.to) : noted },
        publish: [recordFact(orderId, fact), ...(next ? [next.message] : [])],
        cancelTimers: [silence.nameFor(orderId)],
        setTimers: waiting(noted, now, patience),
      };
    },
  });
