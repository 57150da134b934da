import type { Queue } from "#contracts/topology.ts";
import type { Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { invariant } from "../invariant.ts";
import { attemptOf } from "../settlement/failure-headers.ts";
import { createLine, type Held } from "./line.ts";
import type { Leaving, QueueChange } from "./queue-change.ts";

/** Somebody who takes messages from a queue, on one connection. */
export interface Taker {
  readonly prefetch: number;
  /** What was handed out and is not acknowledged, in that order. */
  unacked: Held[];
  /** What it had went back. */
  isGone: boolean;
  take(held: Held): void;
}

export interface MemoryQueue {
  readonly name: string;
  /** Stores a message, unless the queue is full and refuses. */
  offer(publication: Publication, diedIn: readonly string[]): boolean;
  join(taker: Taker): void;
  /** Hands out nothing more; what was handed out can still be acknowledged. */
  leave(taker: Taker): void;
  acknowledge(taker: Taker, upTo: Held): void;
  /** Puts back one message that its taker could not take, in front. */
  giveBack(taker: Taker, held: Held): void;
  /** Puts back what was not acknowledged, in front. */
  takeBack(taker: Taker): void;
  /** The broker is back: what expired meanwhile moves on. */
  wake(): void;
  look(): QueueContents;
  /** Takes out one message that nobody was handed; false when there is none such. */
  remove(publication: Publication): boolean;
}

/** What is in a queue. */
export interface QueueContents {
  readonly ready: number;
  readonly unacked: number;
  readonly messages: readonly Publication[];
}

interface Surroundings {
  readonly clock: Clock;
  isRunning(): boolean;
  /** Publishes what died here to where the queue says; false when nothing took it. */
  deadLetter(held: Held, exchange: string, routingKey: string, from: string): boolean;
  /** Called with each change of what the queue holds. */
  changed(change: QueueChange): void;
}

/** RabbitMQ tries again this long after a dead letter found no queue, in milliseconds. */
const deadLetterAgainMs = 180_000;

/** A quorum queue, with the arguments that this house uses. */
export function createQueue({ name, arguments: args }: Queue, around: Surroundings): MemoryQueue {
  const { clock } = around;
  const ttlMs = args["x-message-ttl"];
  const exchange = args["x-dead-letter-exchange"];
  const keepsDeadLetters = args["x-dead-letter-strategy"] === "at-least-once";
  const deliveryLimit = Number(args["x-delivery-limit"] ?? Number.POSITIVE_INFINITY);
  const maxLength = Number(args["x-max-length"] ?? Number.POSITIVE_INFINITY);
  const takers: Taker[] = [];
  const holders = new Set<Taker>();
  const stuck: Held[] = [];
  const line = createLine();
  let positions = 0;
  let turn = 0;
  let alarm: number | undefined;
  let handingOut = false;

  function die(held: Held, why: Leaving): void {
    const { position, publication } = held;
    const key = String(args["x-dead-letter-routing-key"] ?? publication.routingKey);
    const isTaken = exchange !== undefined && around.deadLetter(held, String(exchange), key, name);
    if (isTaken || exchange === undefined || !keepsDeadLetters) {
      around.changed({ kind: "left", queue: name, position, why });
      return;
    }
    stuck.push(held);
    around.changed({ kind: "stuck", queue: name, position });
    clock.at(clock.now() + deadLetterAgainMs, wake);
  }

  function wake(): void {
    if (!around.isRunning()) return;
    for (const held of stuck.splice(0)) die(held, "expired");
    expire();
    handOutSoon();
  }

  /** Only the head of a queue expires: what is behind it came later. */
  function expire(): void {
    const isDue = (held: Held | undefined) => (held?.expiresAt ?? Number.POSITIVE_INFINITY) <= clock.now();
    while (isDue(line.head())) {
      const held = line.take();
      if (held) die(held, "expired");
    }
    const next = line.head()?.expiresAt;
    if (next === undefined || (alarm !== undefined && alarm <= next)) return;
    alarm = next;
    clock.at(next, () => {
      alarm = undefined;
      if (around.isRunning()) expire();
    });
  }

  function nextTaker(): Taker | undefined {
    for (let tried = 0; tried < takers.length; tried += 1) {
      const taker = takers[(turn + tried) % takers.length];
      if (!taker || taker.unacked.length >= taker.prefetch) continue;
      turn = (turn + tried + 1) % takers.length;
      return taker;
    }
    return undefined;
  }

  /** Never while somebody publishes or acknowledges. */
  function handOutSoon(): void {
    if (handingOut || takers.length === 0) return;
    handingOut = true;
    queueMicrotask(() => {
      handingOut = false;
      for (let taker = line.head() && nextTaker(); taker; taker = line.head() && nextTaker()) {
        const held = line.take();
        if (!held) return;
        taker.unacked.push(held);
        around.changed({ kind: "delivered", queue: name, position: held.position });
        invariant(taker.unacked.length <= taker.prefetch, `${name} handed out more than the prefetch`);
        taker.take(held);
      }
    });
  }

  /** Each was handed out once more in vain; beyond the limit it dies. */
  function putBack(held: readonly Held[]): void {
    if (held.length === 0) return;
    const back = held.map((one) => ({ ...one, returns: one.returns + 1 }));
    line.putBack(back.filter(({ returns }) => returns <= deliveryLimit));
    around.changed({ kind: "returned", queue: name, positions: held.map(({ position }) => position) });
    for (const one of back) if (one.returns > deliveryLimit) die(one, "delivery-limit");
  }

  return {
    name,
    offer(publication, diedIn) {
      if (line.size() >= maxLength) {
        if (args["x-overflow"] === "reject-publish") return false;
        const oldest = line.take();
        if (oldest) die(oldest, "full");
      }
      positions += 1;
      const expiresAt = ttlMs === undefined ? undefined : clock.now() + Number(ttlMs);
      line.add({ publication, diedIn, position: positions, expiresAt, returns: 0 });
      around.changed({ kind: "enqueued", queue: name, position: positions, ...seen(publication) });
      if (expiresAt !== undefined) expire();
      handOutSoon();
      return true;
    },
    join(taker) {
      takers.push(taker);
      holders.add(taker);
      handOutSoon();
    },
    leave(taker) {
      const at = takers.indexOf(taker);
      if (at >= 0) takers.splice(at, 1);
    },
    acknowledge(taker, upTo) {
      const done = taker.unacked.splice(0, taker.unacked.indexOf(upTo) + 1);
      if (done.length === 0) return;
      const positions = done.map(({ position }) => position);
      around.changed({ kind: "acknowledged", queue: name, positions });
      handOutSoon();
    },
    giveBack(taker, held) {
      const at = taker.unacked.indexOf(held);
      if (at < 0) return;
      putBack(taker.unacked.splice(at, 1));
      handOutSoon();
    },
    takeBack(taker) {
      taker.isGone = true;
      holders.delete(taker);
      putBack(taker.unacked.splice(0));
      if (around.isRunning()) wake();
    },
    wake,
    look: () => {
      const handedOut = [...holders].flatMap((taker) => taker.unacked);
      const all = [...line.all(), ...handedOut, ...stuck].map(({ publication }) => publication);
      return { ready: line.size(), unacked: handedOut.length, messages: all };
    },
    remove(publication) {
      const there = line.all().filter((held) => held.publication === publication);
      for (const { position } of there)
        around.changed({ kind: "left", queue: name, position, why: "removed" });
      return line.remove(publication);
    },
  };
}

/** What an observer sees of a message. */
const seen = ({ exchange, headers, messageId, routingKey }: Publication) => ({
  messageId,
  exchange,
  routingKey,
  attempt: attemptOf(headers),
});
