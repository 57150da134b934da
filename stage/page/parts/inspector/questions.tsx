import { teaching } from "../../model/teaching.ts";
import { addresses } from "../addresses.ts";
import { Marked } from "../marked.tsx";
import { Pieces } from "../pieces.tsx";

/** What an interviewer asks about a hop, with the answers folded. */
export function Questions({ numbers: all }: { numbers: readonly number[] }) {
  const numbers = all.filter((number) => teaching.questions[number]);
  if (numbers.length === 0) return null;
  return (
    <>
      <h3>What an interviewer asks here</h3>
      {numbers.map((number) => {
        const question = teaching.questions[number];
        return (
          question && (
            <details key={number} class="question">
              <summary>
                <span class="number">{number}</span> {question.title}
              </summary>
              <Pieces blocks={question.answer} Text={Marked} />
              <p class="hint">
                <a href={`${addresses.lessons ?? ""}#question/${number}`} target="_blank" rel="noopener">
                  Question {number} in the lessons
                </a>
                , or in {question.file}
              </p>
            </details>
          )
        );
      })}
    </>
  );
}
