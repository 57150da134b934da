import { Refused } from "./errors.ts";

/** Runs an operation once per key, and returns the same answer to every later request with that key. */
export type Once<Answer> = (key: string, parameters: string, work: () => Promise<Answer>) => Promise<Answer>;

/** The answer to a key, and the parameters of its first request. */
export interface Answered<Answer> {
  readonly key: string;
  readonly parameters: string;
  readonly answer: Answer;
}

/**
 * The answers by key. A request whose key is in progress waits for the first request's answer. An operation
 * that fails did nothing and leaves its key free.
 *
 * @param past the answers from before this process started
 *
 * @throws {Refused} 422 `key-reused` if the key was used with other parameters
 */
export function createOnce<Answer>(past: readonly Answered<Answer>[] = []): Once<Answer> {
  const answers = new Map<string, { parameters: string; answer: Promise<Answer> }>(
    past.map(({ key, parameters, answer }) => [key, { parameters, answer: Promise.resolve(answer) }]),
  );
  return async (key, parameters, work) => {
    const earlier = answers.get(key);
    if (earlier && earlier.parameters !== parameters) {
      throw new Refused(
        422,
        "key-reused",
        `the key ${key} was used before, with other parameters: use a new key`,
      );
    }
    if (earlier) return earlier.answer;
    const answer = work();
    answers.set(key, { parameters, answer });
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
