/** A bug of the kind that real systems ship: one line of the code that is shipped, as somebody could have written it. */
export interface Planted {
  readonly name: string;
  readonly about: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly line: string;
  readonly becomes: string;
}
