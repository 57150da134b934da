import { errorOf, Unprocessable, Unstorable } from "../errors.ts";
import type { Failure } from "../instance/result.ts";

/**
 * Whether a message that failed is retried, or parked at once because no retry can succeed. `retry.ts` decides to which
 * tier it goes, and parks it after the last one.
 */
export function retryOrPark(thrown: unknown): Failure {
  const error = errorOf(thrown);
  if (error instanceof Unprocessable) return { kind: "unprocessable", reason: error.reason, error };
  if (error instanceof Unstorable) return { kind: "unprocessable", reason: "not-storable", error };
  return { kind: "failed", error };
}
