import type { Block } from "#stage/page/model/block.ts";
import { Pieces } from "#stage/page/parts/pieces.tsx";
import { lessonPages, type QuestionPage } from "../model/material.ts";
import { lessonAddress } from "../model/route.ts";
import { Rich } from "./rich.tsx";

/** One of the ninety: the points to say, the lessons that show it, and the answer. */
export function QuestionView({ question }: { question: QuestionPage }) {
  const { aloud, answer, ask, board, level, mustSay, next, number } = question;
  const shown = lessonPages.filter(({ questions }) => questions.includes(number));
  return (
    <article class="reading">
      <section aria-label="Question">
        <p class="eyebrow">
          Question {number} · {level}
        </p>
        <h2 tabIndex={-1}>
          <Rich text={ask} />
        </h2>
      </section>
      <section aria-label="See it">
        <h3>See it</h3>
        {shown.length === 0 && <p>No experiment: the answer is a table or a drawing.</p>}
        <ul class="links">
          {shown.map(({ name, title }) => (
            <li key={name}>
              <a class="button" href={lessonAddress(name)}>
                <Rich text={title} />
              </a>
            </li>
          ))}
        </ul>
      </section>
      <details class="answer">
        <summary>The answer: say yours aloud first</summary>
        <h3>A good answer says</h3>
        <ul class="points">
          {mustSay.map(({ ifMissing, point }) => (
            <li key={point}>
              <Rich text={point} />
              <small>
                Left out? “<Rich text={ifMissing} />”
              </small>
            </li>
          ))}
        </ul>
        <Part blocks={aloud} title="Aloud, in 30 seconds" />
        <Part blocks={answer} title="In full" />
        <Part blocks={board} title="On the board" />
        {next.length > 0 && <h3>Asked next</h3>}
        {next.map((further) => (
          <details key={further.ask}>
            <summary>
              <Rich text={further.ask} />
            </summary>
            <p>
              <Rich text={further.answer} />
            </p>
          </details>
        ))}
      </details>
      <nav class="neighbours" aria-label="Questions">
        {number > 1 ? <a href={`#question/${number - 1}`}>← Question {number - 1}</a> : <span />}
        {number < 90 && <a href={`#question/${number + 1}`}>Question {number + 1} →</a>}
      </nav>
    </article>
  );
}

function Part({ blocks, title }: { blocks: readonly Block[]; title: string }) {
  if (blocks.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <Pieces blocks={blocks} Text={Rich} />
    </>
  );
}
