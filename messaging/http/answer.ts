import { Conflict, NotYet, Unprocessable } from "../errors.ts";
import type { Result } from "../result.ts";
import type { Answer, Refusal } from "../store.ts";
import { Problem, tryAgain } from "./problem.ts";

/** The HTTP status for each code that a reaction may refuse with. */
export type Refusals = Readonly<Record<string, number>>;

export interface Submitted {
  /** What the reaction replied. */
  readonly reply: unknown;
  /** True when it had been done before, and this is the answer of then. */
  readonly again: boolean;
}

/** What a client is answered, after what became of its command; a command that was handled before is answered as it was then. */
export function answerOf(result: Result, asked: string | undefined, refusals: Refusals): Submitted {
  switch (result.kind) {
    case "handled":
      return { reply: result.answer?.reply, again: false };
    case "ignored":
      return { reply: undefined, again: false };
    case "refused":
      throw refused(result.answer?.refusal ?? { code: "refused", detail: result.why }, refusals);
    case "duplicate":
      return answeredBefore(result.earlier.answer, asked, refusals);
    case "unprocessable": {
      const detail = result.error instanceof Unprocessable ? result.error.message : notStorable;
      throw new Problem(422, "unprocessable", detail, { cause: result.error });
    }
    case "failed":
      if (result.error instanceof Conflict) throw tryAgain("others change the same just now", result.error);
      throw result.error instanceof NotYet ? tryAgain(result.error.message, result.error) : result.error;
  }
}

/** What is to blame is named in the cause: it may be a database's own words, which are not for clients. */
const notStorable = "what comes of this cannot be stored: it is too large, nested too deep, or not Unicode";

function answeredBefore(
  earlier: Answer | undefined,
  asked: string | undefined,
  refusals: Refusals,
): Submitted {
  if (earlier && asked !== undefined && earlier.asked !== asked) throw otherBody();
  if (earlier?.refusal) throw refused(earlier.refusal, refusals);
  return { reply: earlier?.reply, again: true };
}

function refused({ code, detail, pointer }: Refusal, refusals: Refusals): Problem {
  const errors = pointer === undefined ? [] : [{ detail, pointer }];
  return new Problem(refusals[code] ?? 409, code, detail, { errors });
}

/** The key was used before, with another body. */
export const otherBody = (): Problem =>
  new Problem(
    422,
    "idempotency-key-reused",
    "this Idempotency-Key was used for something else: take a new one",
  );
