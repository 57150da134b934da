/** Everything that may be wrong. Twelve of them are, each in one case; the others are innocent. */
export const suspects = {
  "late-money-ignored": "payments ignores money that arrives after the payment has expired",
  "timers-in-memory": "timers that were set before a restart are never claimed",
  "unconfirmed-settled": "outbox entries are settled without waiting for the broker's confirm",
  "outbox-never-swept": "outbox entries that a crash left behind are never claimed",
  "acknowledged-on-arrival": "messages are acknowledged before their effects are committed",
  "id-before-effect": "the message id is committed before the effects",
  "key-per-attempt": "each attempt of a call has its own idempotency key",
  "confirmation-ignored": "payments ignores the success that follows a confirmation",
  "couriers-ignore-cancellations": "couriers ignores cancellations",
  "kitchen-slot-never-freed": "restaurants never frees a kitchen slot",
  "join-in-one-order": "restaurants needs the order before its payment",
  "no-version-check": "documents are written without a version check",
  "no-deduplication": "messages that were handled before are handled again",
  "poison-requeued": "a message that cannot be read returns to its queue forever",
  "waiting-list-forgotten": "couriers forgets deliveries that wait for a free courier",
  "refund-forgotten": "payments never asks for a refund",
  "wrong-price": "orders computes a wrong total",
  "mail-lost": "notifications loses mails when it restarts",
  "clock-skew": "an instance's clock is minutes ahead",
  "webhook-forged": "payments accepts webhooks without a valid signature",
} as const;

export type SuspectName = keyof typeof suspects;

export const suspectNames = Object.keys(suspects) as readonly SuspectName[];
