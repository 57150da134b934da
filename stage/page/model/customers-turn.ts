import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { NarrativeLog } from "../../narrative/log.ts";
import { orderOf, paymentOf } from "../../narrative/order-of.ts";
import type { Cursor } from "./session/cursor.ts";
import type { Source } from "./session/source.ts";

/**
 * Stops virtual time for a customer who is to confirm a payment, and who is the person at the page: it would pass over the wait in
 * seconds. It does not for orders that nobody placed by hand: the customers of stories and traffic confirm by themselves.
 */
export interface CustomersTurn {
  /** The order for whose customer time waits; undefined if it waits for nobody. */
  readonly waitsFor: ReadonlySignal<string | undefined>;
  /** Stops the clock if it is a customer's turn: once all else has settled. @param next when something happens next */
  stops(next: number): boolean;
  /** Whoever plays on where time waits for a customer lets that customer's time run out. */
  playOn(): void;
  /** Something is done: first that takes its course. */
  takeCourse(): void;
}

/** How long other things may take until it is the customer's turn, in milliseconds of virtual time. */
const courseMs = 1_000;

export function createCustomersTurn(
  source: Source,
  { isPresent, now, position }: Cursor,
  playing: Signal<boolean>,
): CustomersTurn {
  /** By order whose time may run out, the log in which it does: in another past it is waited for again. */
  const givenUp = new Map<string, NarrativeLog>();
  const waitingSince = new Map<string, number>();
  /** Where time stopped last. */
  const stopped = signal<{ readonly orderId: string; readonly position: number } | undefined>(undefined);
  const waitsFor = computed(() => {
    const isThere = !playing.value && stopped.value?.position === position.value;
    return isThere ? stopped.value?.orderId : undefined;
  });

  function due(next: number): string | undefined {
    const waiting = ordersByHand(source).filter(
      (one) => givenUp.get(one) !== source.log && awaits(source, one),
    );
    for (const one of waiting) if (!waitingSince.has(one)) waitingSince.set(one, now.value);
    return waiting.find((one) => next > (waitingSince.get(one) ?? next) + courseMs);
  }

  return {
    waitsFor,
    stops(next) {
      const orderId = source.time && isPresent() ? due(next) : undefined;
      if (orderId === undefined) return false;
      stopped.value = { orderId, position: position.value };
      playing.value = false;
      return true;
    },
    playOn() {
      if (stopped.value?.position === position.value) givenUp.set(stopped.value.orderId, source.log);
      stopped.value = undefined;
    },
    takeCourse() {
      stopped.value = undefined;
      waitingSince.clear();
    },
  };
}

const awaits = ({ log: { present } }: Source, orderId: string): boolean =>
  paymentOf(present, orderId)?.status === "awaiting-confirmation" &&
  orderOf(present, orderId)?.status !== "cancelled";

/** The orders that the script's actions placed; those of its story and its traffic are not among them. */
function ordersByHand({ began, log, time }: Source): readonly string[] {
  const placed = time?.script().actions.filter(({ action }) => action.do === "order") ?? [];
  if (placed.length === 0) return [];
  const byTime = placedIn(log);
  return placed.flatMap(({ action, at }) => {
    const card = action.do === "order" ? action.card : "";
    return byTime.get(`${began.at + at} ${card}`) ?? [];
  });
}

/** By time and card, the orders that people placed, as far as a log has been read: it only grows. */
interface Placed {
  readonly orders: Map<string, string[]>;
  next: number;
}
const placedBefore = new WeakMap<NarrativeLog, Placed>();

function placedIn(log: NarrativeLog): Placed["orders"] {
  const known: Placed = placedBefore.get(log) ?? { orders: new Map(), next: log.first };
  placedBefore.set(log, known);
  for (known.next = Math.max(known.next, log.first); known.next < log.end; known.next += 1) {
    const entry = log.entry(known.next);
    if (entry?.kind !== "person" || entry.did.what !== "orders") continue;
    const name = `${entry.at} ${entry.did.card}`;
    known.orders.set(name, [...(known.orders.get(name) ?? []), entry.did.orderId]);
  }
  return known.orders;
}
