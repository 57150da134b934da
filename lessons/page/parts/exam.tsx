import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { services } from "#contracts/hears.ts";
import { Code } from "#stage/page/parts/code.tsx";
import { type LookName, lookNames } from "../../exam/case.ts";
import type { SuspectName } from "../../exam/suspects.ts";
import type { Learner } from "../browser/learner.ts";
import { type Investigation, investigation } from "../model/investigation.ts";
import { lessonPages, material } from "../model/material.ts";
import { lessonAddress } from "../model/route.ts";
import type { Evening } from "../worker/protocol.ts";

/** The twelve evenings. */
export function ExamList({ learner }: { learner: Learner }) {
  const points = learner.points.value;
  return (
    <section class="reading" aria-label="Exam">
      <h2 tabIndex={-1}>Twelve evenings went wrong</h2>
      <p class="hook">
        Each has one hidden mutation in the code of the company. You hear what people complain about. Look at
        anything you like, then name one of twenty suspects, and your evidence.
      </p>
      <ul class="cases">
        {material.cases.map((number) => {
          const got = points[number];
          return (
            <li key={number}>
              <a class="button" href={`#exam/${number}`}>
                Case {number}
                <small>{got === undefined ? "open" : `${got} of 4 points`}</small>
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

function Work({ current, evening }: { current: Investigation; evening: Evening }) {
  return (
    <div class="work">
      <div>
        <Looking current={current} evening={evening} />
        <Looked current={current} />
        <Hints current={current} />
      </div>
      <Suspects current={current} />
    </div>
  );
}

/** What each look can be about. */
const targets: Readonly<Record<LookName, readonly ("orders" | "services" | "everything")[]>> = {
  order: ["orders"],
  documents: ["orders", "services"],
  processed: ["orders"],
  outbox: ["everything"],
  timers: ["everything"],
  queues: ["everything"],
  parked: ["everything"],
  ledger: ["everything", "orders"],
};

function Looking({ current, evening: { complaints, orders } }: { current: Investigation; evening: Evening }) {
  const name = useSignal<LookName>("order");
  // The first order that somebody complains about.
  const target = useSignal(/#\d+/.exec(complaints.join())?.[0] ?? "");
  const kinds = targets[name.value];
  const choices = [
    ...(kinds.includes("everything") ? [""] : []),
    ...(kinds.includes("orders") ? orders : []),
    ...(kinds.includes("services") ? services : []),
  ];
  const chosen = choices.includes(target.value) ? target.value : (choices[0] ?? "");
  const look = (event: Event) => {
    event.preventDefault();
    void current.look(name.value, chosen === "" ? undefined : chosen);
  };
  return (
    <section class="panel" aria-label="Look around">
      <h3>Look around</h3>
      <form onSubmit={look}>
        <fieldset class="looks">
          <legend>at</legend>
          {lookNames.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="look"
                checked={name.value === one}
                onChange={() => {
                  name.value = one;
                }}
              />
              <span>{one}</span>
            </label>
          ))}
        </fieldset>
        <div class="row">
          <label class="target">
            of
            <select
              value={chosen}
              disabled={choices.length === 1}
              onChange={({ currentTarget }) => {
                target.value = currentTarget.value;
              }}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice === ""
                    ? "everything"
                    : choice.startsWith("#")
                      ? `order ${choice}`
                      : `service ${choice}`}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="primary">
            Look
          </button>
        </div>
      </form>
    </section>
  );
}

/** Everything that was looked at, the newest first. */
function Looked({ current }: { current: Investigation }) {
  const seen = current.seen.value;
  if (seen.length === 0) return null;
  return (
    <section class="looked" aria-label="What you saw" aria-live="polite">
      <h3>What you saw</h3>
      {seen.map(({ lines, name, target }, i) => (
        <figure key={seen.length - i}>
          <figcaption>
            {name} {target}
          </figcaption>
          <pre tabIndex={0}>{lines.join("\n")}</pre>
        </figure>
      ))}
    </section>
  );
}

function Hints({ current }: { current: Investigation }) {
  const said = useSignal("");
  const say = async (event: Event) => {
    event.preventDefault();
    await current.say(said.value);
    if (current.notice.value === undefined) said.value = "";
  };
  return (
    <section class="panel" aria-label="Hints">
      <h3>A hint costs a sentence</h3>
      <form onSubmit={say}>
        <label>
          What do you know so far?
          <textarea
            rows={2}
            value={said.value}
            onInput={({ currentTarget }) => {
              said.value = currentTarget.value;
            }}
          />
        </label>
        <button type="submit">Say it</button>
      </form>
      <ul class="hints" aria-live="polite">
        {current.hints.value.map(({ hint, said }, i) => (
          <li key={`${i} ${said}`}>{hint}</li>
        ))}
      </ul>
    </section>
  );
}

function Suspects({ current }: { current: Investigation }) {
  const suspect = useSignal<SuspectName | undefined>(undefined);
  const evidence = useSignal("");
  const guess = (event: Event) => {
    event.preventDefault();
    void current.guess(suspect.value, evidence.value);
  };
  return (
    <section class="panel suspects" aria-label="Suspects">
      <h3>Who was it?</h3>
      <form onSubmit={guess}>
        <fieldset>
          <legend>Twenty suspects</legend>
          {Object.entries(material.suspects).map(([name, about]) => (
            <label key={name}>
              <input
                type="radio"
                name="suspect"
                checked={suspect.value === name}
                onChange={() => {
                  suspect.value = name as SuspectName;
                }}
              />
              <span>{about}</span>
            </label>
          ))}
        </fieldset>
        <label>
          Because
          <textarea
            rows={2}
            value={evidence.value}
            onInput={({ currentTarget }) => {
              evidence.value = currentTarget.value;
            }}
          />
        </label>
        <div class="row">
          <button type="submit" class="primary">
            Name the suspect
          </button>
          <button type="button" class="quietly" onClick={() => current.giveUp()}>
            Give up
          </button>
        </div>
      </form>
    </section>
  );
}

interface SolutionProps {
  readonly solution: NonNullable<Investigation["solution"]["value"]>;
}

/** What it was, how it is found, and the line that prevents it as shipped. */
function Solution({ solution: { epilogue, guilty, lesson, path, points, shipped, solved } }: SolutionProps) {
  const found = lessonPages.find(({ name }) => name === lesson);
  return (
    <section class="reading" aria-label="Solution">
      <h3>{solved ? `Solved: ${points} of 4 points` : "It was"}</h3>
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
            The lesson: {found.title}
          </a>
        </p>
      )}
    </section>
  );
}
