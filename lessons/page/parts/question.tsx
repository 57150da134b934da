import { type Block, lessonPages, type QuestionPage } from "../model/material.ts";
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
        <Pieces blocks={aloud} title="Aloud, in 30 seconds" />
        <Pieces blocks={answer} title="In full" />
        <Pieces blocks={board} title="On the board" />
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

function Pieces({ blocks, title }: { blocks: readonly Block[]; title: string }) {
  if (blocks.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      {blocks.map((block, i) => (
        <Piece key={i} block={block} />
      ))}
    </>
  );
}

function Piece({ block }: { block: Block }) {
  switch (block.kind) {
    case "text":
      return (
        <p>
          <Rich text={block.text} />
        </p>
      );
    case "code":
      return (
        <pre class="drawing" tabIndex={0}>
          {block.text}
        </pre>
      );
    case "list":
      return (
        <ul class="plain-list">
          {block.items.map((item) => (
            <li key={item}>
              <Rich text={item} />
            </li>
          ))}
        </ul>
      );
    case "table":
      return <Table rows={block.rows} />;
  }
}

function Table({ rows: [head = [], ...rows] }: { rows: readonly (readonly string[])[] }) {
  return (
    <div class="table" role="group" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                <Rich text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()}>
              {row.map((cell, i) => (
                <td key={i}>
                  <Rich text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
