/** A bug of the kind that real systems ship: a line of the shipped code, with a faulty replacement. */
export interface PlantedBug extends Edit {
  readonly name: string;
  readonly about: string;
  /** It is planted in the orchestrated twin. */
  readonly twin?: true;
  /** Other edits that belong to the same bug. @default none */
  readonly also?: readonly Edit[];
}

export interface Edit {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Text that occurs in the file exactly once. */
  readonly line: string;
  readonly becomes: string;
}
