import type { KnownBreach } from "../promises/known-breach.ts";

/** More new orders in a second are not shown: nobody could follow them, and no browser should fold them. */
export const ordersShownPerSecond = 12;

/** What a page receives. */
export interface FeedMessage {
  /** Entries as lines of JSON, in order. */
  readonly lines: readonly string[];
  /** How many entries were left out so far, because more happened than can be watched. */
  readonly dropped: number;
  /** How many entries never came to the server, which only watches the company; absent if the company runs in it. */
  readonly lost?: number;
  /** The time of the server when it sent this, in milliseconds since 1970. */
  readonly now: number;
  /** How many entries and orders the company has had so far, with those that were left out. */
  readonly total: Total;
  /** The company is closing: it finishes what is under way, and takes no new orders from this page. */
  readonly closing?: true;
  /** What the server knows to be broken, whenever that has changed. */
  readonly known?: readonly KnownBreach[];
  /** In the first message of a connection: since when its lines have everything, if that is not the beginning; in milliseconds since 1970. */
  readonly since?: number;
  /** In the first message of a connection, whose lines begin with the past: names the company, which a restart replaces. */
  readonly company?: string;
}

export interface Total {
  readonly entries: number;
  readonly orders: number;
}
