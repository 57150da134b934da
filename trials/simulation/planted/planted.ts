/** A bug of the kind that real systems ship: a line of the code that is shipped, as somebody could have written it. */
export interface PlantedBug extends Edit {
  readonly name: string;
  readonly about: string;
  /** Other lines that belong to the same bug. Default: none. */
  readonly also?: readonly Edit[];
}

export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly line: string;
  readonly becomes: string;
}
