import { useSignal } from "@preact/signals";
import { type Progress, standingOf } from "../../learn/progress.ts";
import { inRussian } from "../browser/language.ts";
import { lessonPages, material } from "../model/material.ts";
import { Rich } from "./rich.tsx";
import { standings } from "./words.ts";

/** A square for each question: met or not, with how near the guesses were. */
export function QuestionMap({ progress }: { progress: Progress }) {
  const named = useSignal<number | undefined>(undefined);
  return (
    <section class="question-map" aria-label="The ninety questions">
      <h3>The ninety questions</h3>
      <ul>
        {material.questions.map(({ ask, number }) => {
          const standing = standingOfQuestion(number, progress);
          const name = () => {
            named.value = number;
          };
          return (
            <li key={number}>
              <a
                href={`#question/${number}`}
                class={`is-${standing}`}
                aria-label={`${number}. ${inRussian(ask) ?? ask} (${standings[standing].text})`}
                onFocus={name}
                onPointerEnter={name}
              >
                {number}
              </a>
            </li>
          );
        })}
      </ul>
      <p class="standings">
        <span class="is-near">near guess</span> <span class="is-far">far guess</span>{" "}
        <span class="is-new">not met yet</span>
      </p>
      <Named number={named.value} />
      <details class="all-questions">
        <summary>All ninety as a list</summary>
        <ol>
          {material.questions.map(({ ask, number }) => (
            <li key={number}>
              <a href={`#question/${number}`}>
                <Rich text={ask} />
              </a>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** The question whose number has the focus or the pointer; screen readers hear it as the link's name. */
function Named({ number }: { number: number | undefined }) {
  const question = material.questions.find((one) => one.number === number);
  return (
    <p class="named-question" aria-hidden="true">
      {question ? (
        <>
          <b>{question.number}</b> <Rich text={question.ask} />
        </>
      ) : (
        "Point at a number, or step through them with Tab, to read its question."
      )}
    </p>
  );
}

/** The best of its lessons. */
function standingOfQuestion(number: number, progress: Progress): keyof typeof standings {
  const found = lessonPages
    .filter(({ questions }) => questions.includes(number))
    .map((lesson) => standingOf(lesson, progress));
  return (["near", "far"] as const).find((one) => found.includes(one)) ?? "new";
}
