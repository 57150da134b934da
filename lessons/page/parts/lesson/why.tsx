import { useSignal } from "@preact/signals";
import { Code } from "#stage/page/parts/inspector/code.tsx";
import { type LessonPage, lessonPages } from "../../model/material.ts";
import { lessonAddress } from "../../model/route.ts";
import { Rich } from "../rich.tsx";

/** What to look at, why, the responsible line, what is said wrongly, and what the lesson does not show. */
export function Why({ lesson }: { lesson: LessonPage }) {
  const { because, explain, limits, watch, wrong } = lesson;
  return (
    <>
      <section class="reading" aria-label="Why">
        <h3>Look at</h3>
        <ul class="points">
          {watch.map((each) => (
            <li key={each}>
              <Rich text={each} />
            </li>
          ))}
        </ul>
        <h3>Why</h3>
        {explain.split(/\n{2,}/).map((paragraph) => (
          <p key={paragraph}>
            <Rich text={paragraph.replaceAll(/\s+/g, " ")} />
          </p>
        ))}
      </section>
      {because && (
        <section class="reading" aria-label="The line">
          <h3>
            The line <code>{`${because.file}:${because.line}`}</code>
          </h3>
          <Code text={because.lines.join("\n")} firstLine={because.first} marked={because.line} />
        </section>
      )}
      <section class="reading" aria-label="Said wrongly">
        <h3>Said wrongly</h3>
        <dl class="wrong">
          {wrong.map(({ answer, why }) => (
            <div key={answer}>
              <dt>
                <Rich text={answer} />
              </dt>
              <dd>
                <Rich text={why} />
              </dd>
            </div>
          ))}
        </dl>
        <h3>What this does not show</h3>
        <p>
          <Rich text={limits} />
        </p>
      </section>
    </>
  );
}

/** What an interviewer asks next, one question at a time: the answer comes after the learner's own. */
export function FollowUps({ lesson: { followUps } }: { lesson: LessonPage }) {
  const shown = useSignal(0);
  const current = followUps[shown.value];
  return (
    <section class="reading" aria-label="An interviewer goes on">
      <h3>An interviewer goes on</h3>
      <ol class="follow-ups">
        {followUps.slice(0, shown.value + 1).map(({ answer, ask, lesson, level }, i) => (
          <li key={ask}>
            <p class="ask">
              <Rich text={ask} /> <small>{level}</small>
            </p>
            {i < shown.value && (
              <p class="said">
                <Rich text={answer} /> {lesson && <Shown by={lesson} />}
              </p>
            )}
          </li>
        ))}
      </ol>
      {current && (
        <p>
          <button
            type="button"
            onClick={() => {
              shown.value += 1;
            }}
          >
            I have said mine aloud: show the answer
          </button>
        </p>
      )}
    </section>
  );
}

function Shown({ by }: { by: string }) {
  const lesson = lessonPages.find(({ name }) => name === by);
  return lesson ? (
    <a href={lessonAddress(by)}>
      <Rich text={lesson.title} /> →
    </a>
  ) : null;
}
