import { Refused } from "./errors.ts";

/** Runs an operation once per key, and returns the same answer to every later request with that key. */
export type Once<Answer> = (key: string, asked: string, work: () => Promise<Answer>) => Promise<Answer>;

/** The answer to a key, and the parameters of its first request. */
export interface Answered<Answer> {
  readonly key: string;
  readonly asked: string;
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
  const answers = new Map<string, { asked: string; answer: Promise<Answer> }>(
    past.map(({ key, asked, answer }) => [key, { asked, answer: Promise.resolve(answer) }]),
  );
  return async (key, asked, work) => {
    const earlier = answers.get(key);
    if (earlier && earlier.asked !== asked) {
      throw new Refused(
        422,
        "key-reused",
        `the key ${key} came before, with other parameters: take a new key`,
      );
    }
    if (earlier) return earlier.answer;
    const answer = work();
    answers.set(key, { asked, answer });
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
