import { Refused } from "./errors.ts";

/** Does a thing once for a key, and answers the same ever after. */
export type Once<Answer> = (key: string, asked: string, work: () => Promise<Answer>) => Promise<Answer>;

/**
 * What was answered to which key. A second request with a key that is still being worked on waits for the first one's answer.
 * Work that fails did nothing, and leaves its key free.
 *
 * @throws {Refused} 422 `key-reused`, when the key came before with something else (`asked` differs)
 */
export function createOnce<Answer>(): Once<Answer> {
  const answers = new Map<string, { asked: string; answer: Promise<Answer> }>();
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
