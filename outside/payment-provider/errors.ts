/** The provider did nothing: retry with the same key. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
}

/** The provider did it, but the response was lost: retry with the same key to get it. */
export class AnswerLost extends Error {
  override readonly name = "AnswerLost";
}

/** The reason for a refusal, as a code for programs. */
export type RefusalCode =
  | "key-missing"
  | "key-reused"
  | "invalid-request"
  | "unknown-charge"
  | "charge-declined"
  | "not-charged"
  | "refund-too-large";

/** The request is wrong, and nothing happened. A retry is refused again. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** The HTTP status. */
  readonly status: 400 | 404 | 409 | 422;
  readonly code: RefusalCode;
  constructor(status: 400 | 404 | 409 | 422, code: RefusalCode, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
