/** The provider could not do it now, and did nothing: ask again, with the same key. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
}

/** The provider did it, but the answer got lost: ask again, with the same key, to hear it. */
export class AnswerLost extends Error {
  override readonly name = "AnswerLost";
}

/** Why a request was refused: it can be counted and reacted to. */
export type RefusalCode =
  | "key-missing"
  | "key-reused"
  | "invalid-request"
  | "unknown-charge"
  | "charge-declined"
  | "not-charged"
  | "refund-too-large";

/** The request is wrong, and nothing happened: asked again as it is, it is refused again. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** As an HTTP status. */
  readonly status: 400 | 404 | 409 | 422;
  readonly code: RefusalCode;
  constructor(status: 400 | 404 | 409 | 422, code: RefusalCode, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
