/** A violation that the server has found: it remembers it, and how it came about, when the log that shows it is gone. */
export interface KnownBreach {
  readonly promise: string;
  /** The violation, as the invariant has it. */
  readonly violation: string;
  /** When it was found, in milliseconds since 1970. */
  readonly at: number;
  readonly orderId?: string;
  readonly sentence: string;
  /** From its cause to the harm, in words. */
  readonly way: readonly { readonly at: number; readonly what: string }[];
}
