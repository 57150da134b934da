/** What following a recipe takes: editing and writing files, and running commands. */
export interface Editor {
  /** Replaces the first occurrence of a text. @throws Error if there is none */
  edit(file: string, old: string, newer: string): void;
  write(file: string, text: string): void;
  run(command: string): void;
}

/** A recipe: a function for each numbered step, by its bold word. */
export type Steps = Readonly<Record<string, (editor: Editor) => void>>;

/** The command that runs test files. */
export const tests = (...files: readonly string[]) =>
  `node_modules/.bin/mocha --config tooling/testing/mocharc.json ${files.join(" ")}`;

export const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
