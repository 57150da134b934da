/** The input is invalid. Each message names the file and the position in it. The gate exits with status 2. */
export class BadInput extends Error {
  override readonly name = "BadInput";
  /** One message per problem. */
  readonly sentences: readonly string[];

  constructor(...sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.sentences = sentences;
  }
}
