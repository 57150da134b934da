import { type Progress, standingOf } from "../../learn/progress.ts";
import { inRussian, language } from "../browser/language.ts";
import type { Learner } from "../browser/learner.ts";
import { type LessonPage, lessonPages, material } from "../model/material.ts";
import { lessonAddress } from "../model/route.ts";
import { Rich } from "./rich.tsx";

const standings = {
  near: { sign: "●", text: "taken, near guess" },
  far: { sign: "◐", text: "taken, far guess" },
  new: { sign: "○", text: "not taken" },
} as const;

const grounds = {
  company: "on the company",
  chassis: "on the chassis",
  lab: "in a model",
  server: "on a real RabbitMQ",
  gate: "on the contracts",
} as const;

/** All lessons by chapter, and the map of the ninety questions. */
export function Course({ learner }: { learner: Learner }) {
  const progress = learner.progress.value;
  const taken = lessonPages.filter(({ name }) => progress.lessons[name]);
  const next = lessonPages.find(({ name }) => !progress.lessons[name]);
  const met = new Set(taken.flatMap(({ questions }) => questions));
  return (
    <>
      <section class="welcome" aria-label="Welcome">
        <h2 tabIndex={-1}>Guess first. Then watch it break.</h2>
        <p>
          Each lesson is an incident. You guess a number, both sides run in this tab, and you see how far off
          you were, which line is responsible, and what an interviewer asks next.
        </p>
        <p class="welcome-buttons">
          {next && (
            <a class="button primary large" href={lessonAddress(next.name)}>
              {taken.length === 0 ? (
                "Take the first lesson"
              ) : (
                <>
                  Next: <Rich text={next.title} />
                </>
              )}
            </a>
          )}
          <span class="hint" role="status">
            {taken.length} of {lessonPages.length} lessons taken, {met.size} of 90 questions met
          </span>
        </p>
      </section>
      <QuestionMap progress={progress} />
      <Glossary />
      <div class="chapters">
        {material.chapters.map(({ lessons, title }) => (
          <section class="chapter" key={title} aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {lessons.map((lesson) => (
                <Row key={lesson.name} lesson={lesson} progress={progress} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** The words of the field in two languages, for who reads the lessons in Russian. */
function Glossary() {
  if (language.value !== "ru") return null;
  return (
    <details class="glossary">
      <summary>The words of the field</summary>
      <dl>
        {material.glossary.map(([english, russian]) => (
          <div key={english}>
            <dt>{english}</dt>
            <dd lang="ru">{russian}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Row({ lesson, progress }: { lesson: LessonPage; progress: Progress }) {
  const { ground, name, questions, title } = lesson;
  const { sign, text } = standings[standingOf(lesson, progress)];
  return (
    <li>
      <a class={`lesson-row is-${standingOf(lesson, progress)}`} href={lessonAddress(name)}>
        <span class="sign" role="img" aria-label={text}>
          {sign}
        </span>
        <span class="lesson-title">
          <Rich text={title} />
        </span>
        <small>
          {grounds[ground]} · {questions.length === 1 ? "question" : "questions"} {questions.join(", ")}
        </small>
      </a>
    </li>
  );
}

/** A square for each question: met or not, with how near the guesses were. */
function QuestionMap({ progress }: { progress: Progress }) {
  return (
    <section class="question-map" aria-label="The ninety questions">
      <h3>The ninety questions</h3>
      <ul>
        {material.questions.map(({ ask, number }) => {
          const standing = standingOfQuestion(number, progress);
          return (
            <li key={number}>
              <a
                href={`#question/${number}`}
                class={`is-${standing}`}
                title={`${number}. ${inRussian(ask) ?? ask}`}
                aria-label={`${number}. ${inRussian(ask) ?? ask} (${standings[standing].text})`}
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
    </section>
  );
}

/** The best of its lessons. */
function standingOfQuestion(number: number, progress: Progress): keyof typeof standings {
  const found = lessonPages
    .filter(({ questions }) => questions.includes(number))
    .map((lesson) => standingOf(lesson, progress));
  return (["near", "far"] as const).find((one) => found.includes(one)) ?? "new";
}

/** The lessons beside the one that is open. */
export function CourseList({ learner }: { learner: Learner }) {
  const route = learner.route.value;
  const progress = learner.progress.value;
  const open = route.page === "lesson" ? route.name : undefined;
  return (
    <nav class="course-list" aria-label="Lessons">
      <a class="back" href="#lessons">
        ← All lessons
      </a>
      {material.chapters.map(({ lessons, title }) => (
        <details key={title} open={lessons.some(({ name }) => name === open)}>
          <summary>{title}</summary>
          <ul>
            {lessons.map((lesson) => {
              const standing = standingOf(lesson, progress);
              return (
                <li key={lesson.name} class={`is-${standing}`}>
                  <a
                    href={lessonAddress(lesson.name)}
                    aria-current={lesson.name === open ? "page" : undefined}
                  >
                    <span class="sign" role="img" aria-label={standings[standing].text}>
                      {standings[standing].sign}
                    </span>{" "}
                    <Rich text={lesson.title} />
                  </a>
                </li>
              );
            })}
          </ul>
        </details>
      ))}
    </nav>
  );
}
