import { Refused } from "./errors.ts";

/** Does a thing once for a key, and answers the same ever after. */
export type Once<Answer> = (key: string, asked: string, work: () => Promise<Answer>) => Promise<Answer>;

/** What was answered to a key, and what it had been asked with. */
export interface Answered<Answer> {
  readonly key: string;
  readonly asked: string;
  readonly answer: Answer;
}

/**
 * What was answered to which key. A second request with a key that is still being worked on waits for the
 * first one's answer. Work that fails did nothing, and leaves its key free.
 *
 * @param past what was answered before this process began
 * @throws {Refused} 422 `key-reused`, when the key came before with something else (`asked` differs)
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
