/** What was given cannot be judged: one sentence that names the file and the place in it. Exit status 2. */
export class BadInput extends Error {
  override readonly name = "BadInput";
  /** One sentence for each thing that is wrong. */
  readonly sentences: readonly string[];

  constructor(...sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.sentences = sentences;
  }
}
