/** How customers behave: the card they pay with, and what they do later. Seven in ten do nothing unusual. */
export const habits = [
  ...Array.from({ length: 70 }, () => ({ card: "tok_ok", later: "nothing" })),
  ...Array.from({ length: 8 }, () => ({ card: "tok_declined", later: "nothing" })),
  ...Array.from({ length: 6 }, () => ({ card: "tok_confirm", later: "confirm" })),
  ...Array.from({ length: 3 }, () => ({ card: "tok_confirm", later: "nothing" })),
  ...Array.from({ length: 6 }, () => ({ card: "tok_ok", later: "cancel" })),
  ...Array.from({ length: 3 }, () => ({ card: "tok_flaky", later: "nothing" })),
  ...Array.from({ length: 3 }, () => ({ card: "tok_slow", later: "nothing" })),
  { card: "tok_lost", later: "nothing" },
] as const;

/** The dishes they order, each with its restaurant. */
export const dishes = [
  ["trattoria-sole", "margherita"],
  ["trattoria-sole", "lasagne"],
  ["bombay-corner", "butter-chicken"],
  ["bombay-corner", "hunters-biryani"],
  ["green-bowl", "falafel-bowl"],
] as const;
