/** A promise that was broken. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** How a history ended. */
export interface HistoryResult {
  readonly seed: number;
  /** Empty when every promise was kept. */
  readonly violations: readonly Violation[];
  readonly orders: number;
  readonly events: number;
  readonly deliveries: number;
  readonly faults: number;
  readonly virtualMs: number;
  /** How often each thing that is worth counting was seen. */
  readonly seen: Readonly<Record<string, number>>;
  /** What happened, a line each; empty unless it was asked for. */
  readonly trace: readonly string[];
}

export interface HistoryOptions {
  /** Keeps a trace of everything, or of what is about one of these subjects. Default: none. */
  readonly trace?: "everything" | readonly string[];
}
