import { useEffect, useMemo } from "preact/hooks";
import { withLesson } from "../../../learn/progress.ts";
import type { Learner } from "../../browser/learner.ts";
import { type Attempt, attempt, turnedKnobs } from "../../model/attempt.ts";
import { type LessonPage, lessonPages } from "../../model/material.ts";
import { lessonAddress, type Route } from "../../model/route.ts";
import { Rich } from "../rich.tsx";
import { groundNames, grounds } from "../words.ts";
import { BothSides } from "./both-sides.tsx";
import { GuessForm } from "./guess.tsx";
import { Knobs } from "./knobs.tsx";
import { Result } from "./result.tsx";
import { FollowUps, Why } from "./why.tsx";

interface LessonViewProps {
  readonly learner: Learner;
  readonly lesson: LessonPage;
  readonly route: Extract<Route, { readonly page: "lesson" }>;
}

/** One lesson: the incident, the guess, both sides; and only then why, the line, wrong answers and follow-ups. */
export function LessonView({ learner, lesson, route }: LessonViewProps) {
  const current = useMemo(
    () =>
      attempt(lesson, {
        seed: route.seed,
        knobs: route.knobs,
        runSide: (of) => learner.laboratory.ask("run", of),
        guessed: learner.guesses.peek()[lesson.name],
        taken(guesses) {
          const numbers = guesses.map(({ guessed }) => guessed);
          learner.guesses.value = { ...learner.guesses.value, [lesson.name]: numbers };
          learner.progress.value = withLesson(learner.progress.value, lesson.name, guesses);
        },
      }),
    [learner, lesson],
  );
  useEffect(() => {
    if (current.guessed.peek() && !current.ran.peek()) void current.run();
  }, [current]);
  const ran = current.ran.value;
  const { ground, hook, questions, title } = lesson;
  return (
    <article class="lesson">
      <section class="reading" aria-label="Incident">
        <p class="eyebrow">
          {questions.map((number) => (
            <a key={number} href={`#question/${number}`}>
              Question {number}
            </a>
          ))}
        </p>
        <h2 tabIndex={-1}>
          <Rich text={title} />
        </h2>
        <p class="hook">
          <Rich text={hook} />
        </p>
        <p class="hint">
          Tried <b>{groundNames[ground]}</b>: {grounds[ground]}.
        </p>
      </section>
      <GuessForm attempt={current} />
      <Progress attempt={current} laboratory={learner.laboratory} />
      {ran && (
        <>
          <Result attempt={current} ran={ran} />
          <BothSides lesson={lesson} ran={ran} />
          {lesson.knobs && <Rerun attempt={current} />}
          <Why lesson={lesson} />
          <FollowUps lesson={lesson} />
          {!lesson.knobs && <Rerun attempt={current} />}
        </>
      )}
      <Neighbours lesson={lesson} />
    </article>
  );
}

/** What runs now, or why it failed. */
function Progress({ attempt, laboratory }: { attempt: Attempt } & Pick<Learner, "laboratory">) {
  const side = attempt.running.value;
  const failure = attempt.failure.value;
  if (failure) {
    return (
      <p class="running failed" role="alert">
        {failure}{" "}
        <button type="button" class="small" onClick={() => attempt.run()}>
          Run it again
        </button>
      </p>
    );
  }
  return (
    <p class="running" role="status">
      {!side && attempt.ran.value && "Both sides have run."}
      {side && (
        <>
          <span class="spinner" aria-hidden="true" />
          {side === "off" ? "OFF runs, without the guarantee …" : "ON runs, with the guarantee …"}{" "}
          <button type="button" class="small" onClick={() => laboratory.stop()}>
            Stop
          </button>
        </>
      )}
    </p>
  );
}

/** The same again, with another seed and other knobs. */
function Rerun({ attempt }: { attempt: Attempt }) {
  const { lesson, seed } = attempt;
  if (!lesson.runsInTab) return null;
  const again = (event: Event) => {
    event.preventDefault();
    history.replaceState(null, "", lessonAddress(lesson.name, seed.value, turnedKnobs(attempt)));
    void attempt.run();
  };
  return (
    <section class="reading" aria-label="Again">
      <h3>{lesson.knobs ? "Turn a knob" : "Another seed"}</h3>
      <form class="again" onSubmit={again}>
        <Knobs attempt={attempt} />
        <label>
          seed <small>for all random choices</small>
          <input
            type="number"
            min={1}
            max={1_000_000}
            value={seed.value}
            onInput={({ currentTarget }) => {
              seed.value = Math.max(1, Math.round(Number(currentTarget.value) || 1));
            }}
          />
        </label>
        <button type="submit" disabled={attempt.running.value !== undefined}>
          Run both sides again
        </button>
      </form>
    </section>
  );
}

function Neighbours({ lesson }: { lesson: LessonPage }) {
  const at = lessonPages.indexOf(lesson);
  const [before, after] = [lessonPages[at - 1], lessonPages[at + 1]];
  return (
    <nav class="neighbours reading" aria-label="Before and after">
      {before ? (
        <a href={lessonAddress(before.name)}>
          ← <Rich text={before.title} />
        </a>
      ) : (
        <span />
      )}
      {after && (
        <a href={lessonAddress(after.name)}>
          <Rich text={after.title} /> →
        </a>
      )}
    </nav>
  );
}
