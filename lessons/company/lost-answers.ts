import type { MakeChange } from "./changes.ts";
import { performing } from "./changes.ts";

/** From the first call of a name on, its answers are lost for a while: the call has its effect, and fails. */
export const lostAnswers =
  (name: string, forMs: number): MakeChange =>
  () => {
    let until: number | undefined;
    return performing(name, async (perform, [request, context], { clock }) => {
      const answer = await perform(request, context);
      until ??= clock.now() + forMs;
      if (clock.now() < until) throw new Error("the answer is lost");
      return answer;
    });
  };
