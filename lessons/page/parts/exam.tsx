import { useMemo } from "preact/hooks";
import { Code } from "#stage/page/parts/inspector/code.tsx";
import { pointsRule } from "../../exam/points.ts";
import type { Learner } from "../browser/learner.ts";
import { type Investigation, investigation } from "../model/investigation.ts";
import { lessonPages, material } from "../model/material.ts";
import { lessonAddress } from "../model/route.ts";
import { Looked, Work } from "./investigation.tsx";
import { Rich } from "./rich.tsx";

/** The twelve evenings. */
export function ExamList({ learner }: { learner: Learner }) {
  const points = learner.points.value;
  return (
    <section class="reading" aria-label="Exam">
      <h2 tabIndex={-1}>Twelve evenings went wrong</h2>
      <p class="hook">
        Each has one hidden mutation in the code of the company. You hear what people complain about. Look at
        anything you like, then name one of twenty suspects, and your evidence: what you saw, in a sentence.
      </p>
      <p class="hint">A case gives {pointsRule.join(" ")}.</p>
      <ul class="cases">
        {material.cases.map((number) => {
          const got = points[number];
          return (
            <li key={number}>
              <a class="button" href={`#exam/${number}`}>
                Case {number} <small>{got === undefined ? "open" : `${got} of 4 points`}</small>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** One case, from the complaints to the epilogue. */
export function ExamCase({ learner, number }: { learner: Learner; number: number }) {
  const current = useMemo(
    () =>
      investigation(number, learner.laboratory.ask, (points) => {
        const best = Math.max(points, learner.points.value[number] ?? 0);
        learner.points.value = { ...learner.points.value, [number]: best };
      }),
    [learner, number],
  );
  const evening = current.evening.value;
  const notice = current.notice.value;
  return (
    <article class="exam-case">
      <section class="reading" aria-label="Complaints">
        <p class="eyebrow">
          <a href="#exam">Exam</a>
        </p>
        <h2 tabIndex={-1}>Case {number}</h2>
        {!evening && !notice && (
          <p class="running" role="status">
            <span class="spinner" aria-hidden="true" />
            The evening takes place …
          </p>
        )}
        <ul class="complaints">
          {evening?.complaints.map((complaint) => (
            <li key={complaint}>{complaint}</li>
          ))}
        </ul>
      </section>
      <p class="notice" role="alert">
        {notice}
      </p>
      {current.solution.value ? (
        <>
          <Solution solution={current.solution.value} />
          <Looked current={current} />
        </>
      ) : (
        evening && <Work current={current} evening={evening} />
      )}
    </article>
  );
}

interface SolutionProps {
  readonly solution: NonNullable<Investigation["solution"]["value"]>;
}

/** What it was, how it is found, and the line that prevents it as shipped. */
function Solution({ solution }: SolutionProps) {
  const { earned, epilogue, guilty, lesson, path, points, shipped, solved } = solution;
  const found = lessonPages.find(({ name }) => name === lesson);
  return (
    <section class="reading" aria-label="Solution">
      <h3>{solved ? `Solved: ${points} of 4 points` : "It was"}</h3>
      {solved && <p class="hint">{earned}.</p>}
      <p>
        <b>{material.suspects[guilty]}.</b>
      </p>
      <p>{epilogue}</p>
      <h3>How it is found</h3>
      <ul class="points">
        {path.map(({ look, shows }) => (
          <li key={look}>
            <b>{look}</b>: {shows}
          </li>
        ))}
      </ul>
      <h3>
        As shipped <code>{`${shipped.file}:${shipped.line}`}</code>
      </h3>
      <Code text={shipped.lines.join("\n")} firstLine={shipped.first} marked={shipped.line} />
      {found && (
        <p>
          <a class="button" href={lessonAddress(lesson)}>
            The lesson: <Rich text={found.title} />
          </a>
        </p>
      )}
    </section>
  );
}
