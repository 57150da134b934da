import { type Progress, standingOf } from "../../learn/progress.ts";
import { language } from "../browser/language.ts";
import type { Learner } from "../browser/learner.ts";
import { type LessonPage, lessonPages, material } from "../model/material.ts";
import { lessonAddress } from "../model/route.ts";
import { QuestionMap } from "./question-map.tsx";
import { Rich } from "./rich.tsx";
import { groundNames, grounds, standings } from "./words.ts";

/** All lessons by chapter, and the map of the ninety questions. */
export function Course({ learner }: { learner: Learner }) {
  const progress = learner.progress.value;
  const taken = lessonPages.filter(({ name }) => progress.lessons[name]);
  const next = lessonPages.find(({ name }) => !progress.lessons[name]);
  const recorded = lessonPages.filter(({ runsInTab }) => !runsInTab).length;
  const met = new Set(taken.flatMap(({ questions }) => questions));
  return (
    <>
      <section class="welcome" aria-label="Welcome">
        <h2 tabIndex={-1}>Guess first. Then watch it break.</h2>
        <p>
          Each lesson is an incident. You guess a number, both sides run in this tab, and you see how far off
          you were, which line is responsible, and what an interviewer asks next.
        </p>
        {recorded > 0 && (
          <p class="hint">
            {recorded} of the {lessonPages.length} need a real server or files, and do not run in a tab: they
            are marked <b>recorded</b>, and show the numbers that both sides measured elsewhere.
          </p>
        )}
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
      <Grounds />
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
      <OnTheTerminal />
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

/** What there is for those who have the repository: it asks back, or runs for days. */
function OnTheTerminal() {
  return (
    <section class="reading" aria-label="In the terminal">
      <h3>More in the terminal</h3>
      <p>In a clone of the repository, with a progress of its own:</p>
      <dl class="commands">
        {commands.map(([command, about]) => (
          <div key={command}>
            <dt>
              <code>npm run learn -- {command}</code>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const commands = [
  [
    "--interview 5",
    "asks five questions aloud, 90 seconds each. You tick what you said, and it asks further for each gap.",
  ],
  ["--review", "shows the cards that are due: again after 1, 3, 7 and 21 days, as long as you know them."],
  ["--anki > cards.txt", "writes all cards for Anki."],
] as const;

/** Where lessons are tried. */
function Grounds() {
  return (
    <details class="grounds">
      <summary>On the company, on the chassis, in a model: where a lesson is tried</summary>
      <dl>
        {Object.entries(groundNames).map(([ground, name]) => (
          <div key={ground}>
            <dt>{name}</dt>
            <dd>{grounds[ground as keyof typeof grounds]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Row({ lesson, progress }: { lesson: LessonPage; progress: Progress }) {
  const { ground, name, questions, runsInTab, title } = lesson;
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
          {groundNames[ground]}
          {!runsInTab && <b> · recorded</b>} · {questions.length === 1 ? "question" : "questions"}{" "}
          {questions.join(", ")}
        </small>
      </a>
    </li>
  );
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
      <p class="signs">
        {Object.values(standings).map(({ sign, text }) => (
          <span key={sign}>
            <span aria-hidden="true">{sign}</span> {text}
          </span>
        ))}
      </p>
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
