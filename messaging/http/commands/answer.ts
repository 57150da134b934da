import { Conflict, NotYet, Unprocessable } from "../../errors.ts";
import type { Result } from "../../instance/result.ts";
import type { Answer, Refusal } from "../../store.ts";
import { Problem, tryAgain } from "../request/problem.ts";
import { assertSameBody } from "./idempotency.ts";

/** The HTTP status for each refusal code of a reaction. */
export type Refusals = Readonly<Record<string, number>>;

export interface Submitted {
  /** The reaction's reply. */
  readonly reply: unknown;
  /** True if the command was handled before, and this is its stored answer. */
  readonly again: boolean;
}

/** The answer to a command from its result. A repeated command gets its stored answer. */
export function answerOf(result: Result, digest: string | undefined, refusals: Refusals): Submitted {
  switch (result.kind) {
    case "handled":
      return { reply: result.answer?.reply, again: false };
    case "ignored":
      return { reply: undefined, again: false };
    case "refused":
      throw refused(result.answer?.refusal ?? { code: "refused", detail: result.why }, refusals);
    case "duplicate":
      return answeredBefore(result.earlier.answer, digest, refusals);
    case "unprocessable": {
      const detail = result.error instanceof Unprocessable ? result.error.message : notStorable;
      throw new Problem(422, "unprocessable", detail, { cause: result.error });
    }
    case "failed":
      if (result.error instanceof Conflict)
        throw tryAgain("other requests are changing the same data", result.error);
      throw result.error instanceof NotYet ? tryAgain(result.error.message, result.error) : result.error;
  }
}

/** The cause has the details: it may be an error of the database, which clients must not see. */
const notStorable = "the result cannot be stored: it is too large, nested too deeply, or not valid Unicode";

function answeredBefore(
  earlier: Answer | undefined,
  digest: string | undefined,
  refusals: Refusals,
): Submitted {
  if (earlier) assertSameBody(digest, earlier.digest);
  if (earlier?.refusal) throw refused(earlier.refusal, refusals);
  return { reply: earlier?.reply, again: true };
}

function refused({ code, detail, pointer }: Refusal, refusals: Refusals): Problem {
  const errors = pointer === undefined ? [] : [{ detail, pointer }];
  return new Problem(refusals[code] ?? 409, code, detail, { errors });
}
