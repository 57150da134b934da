import type { ChargeOutcome } from "./charge.ts";

/** How a card behaves when it is charged. */
export interface Card {
  readonly outcome: ChargeOutcome;
  /** The delay, in milliseconds, before the charge is made and answered. */
  readonly afterMs: number;
  /** How many of the first requests for an order get 503 without a charge. */
  readonly unavailable: number;
  /** The first charge for an order succeeds, but its response is lost. */
  readonly losesFirstAnswer: boolean;
}

/** The card for a token. An unknown token is an invalid card. */
export const cardOf = (token: string): Card => cards.get(token) ?? invalid;

const good: Card = {
  outcome: { status: "succeeded" },
  afterMs: 0,
  unavailable: 0,
  losesFirstAnswer: false,
};
const invalid: Card = { ...good, outcome: { status: "declined", reason: "invalid-card" } };

const cards: ReadonlyMap<string, Card> = new Map([
  ["tok_ok", good],
  ["tok_declined", { ...good, outcome: { status: "declined", reason: "card-declined" } }],
  ["tok_insufficient", { ...good, outcome: { status: "declined", reason: "insufficient-funds" } }],
  ["tok_confirm", { ...good, outcome: { status: "requires-confirmation" } }],
  ["tok_slow", { ...good, afterMs: 3_000 }],
  ["tok_flaky", { ...good, unavailable: 2 }],
  ["tok_lost", { ...good, losesFirstAnswer: true }],
]);
