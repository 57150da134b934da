/** A broken invariant. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** The result of one history. */
export interface HistoryResult {
  readonly seed: number;
  /** Empty if every invariant holds. */
  readonly violations: readonly Violation[];
  readonly orders: number;
  readonly events: number;
  readonly deliveries: number;
  readonly faults: number;
  readonly virtualMs: number;
  /** How often each observation was made. */
  readonly seen: Readonly<Record<string, number>>;
  /** What happened, line by line; empty unless requested. */
  readonly trace: readonly string[];
}

export interface HistoryOptions {
  /** Records a trace of everything, or of these subjects only. @default none */
  readonly trace?: "everything" | readonly string[];
}
