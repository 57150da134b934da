interface Call {
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** How many requests, and how many answers, get lost, in percent. */
  readonly loss: number;
  readonly attempts: number;
  /** Whether the receiver recognizes a repetition, and only repeats its answer. */
  readonly isDeduplicated: boolean;
}

/** Calls until an answer arrives. Returns how often the receiver acted. */
export function callUntilAnswered({ random, loss, attempts, isDeduplicated }: Call) {
  const isLost = (): boolean => random() < loss / 100;
  let effects = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (isLost()) continue;
    if (!isDeduplicated || effects === 0) effects += 1;
    if (!isLost()) return { effects, isAnswered: true };
  }
  return { effects, isAnswered: false };
}
