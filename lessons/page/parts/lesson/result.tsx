import { type Guess, guessesOf, nearness } from "../../../learn/progress.ts";
import { numberText } from "../../../learn/text.ts";
import { type Measured, type Prediction, type Side, unitFor } from "../../../lesson.ts";
import { brokenPromises, wordsOf } from "../../../measures.ts";
import { type Attempt, turnedKnobs } from "../../model/attempt.ts";
import type { Ran } from "../../worker/protocol.ts";
import { Rich } from "../rich.tsx";

/** What both sides measured, beside the guesses. */
export function Result({
  attempt,
  ran: { off, on },
}: {
  attempt: Attempt;
  ran: Readonly<Record<Side, Ran>>;
}) {
  const { lesson } = attempt;
  const guesses = guessesOf(lesson, attempt.guessed.value ?? [], off.measured);
  const isUsual = Object.keys(turnedKnobs(attempt)).length === 0;
  return (
    <section class="reading result" aria-label="Result">
      <h3>{lesson.runsInTab ? "What it is" : "What it was"}</h3>
      {lesson.predictions.map((prediction, i) => (
        <Comparison
          key={prediction.measure}
          prediction={prediction}
          guess={guesses[i]}
          on={on.measured[prediction.measure]}
          isUsual={isUsual}
        />
      ))}
      <Others predictions={lesson.predictions} off={off.measured} on={on.measured} />
      {lesson.runsInTab ? (
        <p class="hint">
          Run in this tab with seed {attempt.seed.value}: OFF {took(off)}, ON {took(on)}.
        </p>
      ) : (
        <p class="hint">
          Recorded in Node: this lesson needs a server or files, which a tab does not have, so only its
          numbers are here. Run it yourself: <code>npm run learn -- {lesson.name}</code>
        </p>
      )}
    </section>
  );
}

const took = ({ tookMs }: Ran): string => `${numberText(Math.max(1, Math.round(tookMs)))} ms`;

interface ComparisonProps {
  readonly prediction: Prediction;
  readonly guess: Guess | undefined;
  readonly on: number | undefined;
  /** Whether the guess is about these settings. */
  readonly isUsual: boolean;
}

function Comparison({ guess, isUsual, on = Number.NaN, prediction }: ComparisonProps) {
  if (!guess) return null;
  const { ask, unit } = prediction;
  const near = nearness(prediction, guess);
  const most = Math.max(guess.measured, on, guess.guessed, 0);
  return (
    <figure class="measure">
      <figcaption>
        <Rich text={ask} />
      </figcaption>
      <dl>
        <Bar name="OFF" kind="off" value={guess.measured} most={most} unit={unit} />
        <Bar name="ON" kind="on" value={on} most={most} unit={unit} />
        <Bar name="you" kind="you" value={guess.guessed} most={most} unit={unit} />
      </dl>
      {isUsual && (
        <p class={`verdict is-${near === "exact" || near === "near" ? "near" : "far"}`}>
          You said {saidText(guess.guessed)}, it is {numberText(guess.measured)}: <b>{verdicts[near]}.</b>
        </p>
      )}
    </figure>
  );
}

const verdicts = {
  exact: "exactly right",
  near: "near",
  more: "more than you thought",
  less: "less than you thought",
} as const;

/** A guess with all its digits, where they can be read. */
const saidText = (guessed: number): string =>
  Math.abs(guessed) < 1e15
    ? guessed.toLocaleString("en-US", { maximumFractionDigits: 6 })
    : numberText(guessed);

interface BarProps {
  readonly name: string;
  readonly kind: "off" | "on" | "you";
  readonly value: number;
  /** What fills the whole width. */
  readonly most: number;
  readonly unit: string;
}

function Bar({ kind, most, name, unit, value }: BarProps) {
  const share = most > 0 ? Math.max(0, value / most) : 0;
  return (
    <div class={`measure-bar ${kind}`}>
      <dt>{name}</dt>
      <dd>
        <span class="track" aria-hidden="true">
          <i style={{ width: `${Math.round(share * 1_000) / 10}%` }} />
        </span>
        <span class="value">
          <data value={String(value)}>{numberText(value)}</data>{" "}
          <small>{unitFor(numberText(value), unit)}</small>
        </span>
      </dd>
    </div>
  );
}

/** What was measured besides. */
function Others({
  off,
  on,
  predictions,
}: {
  off: Measured;
  on: Measured;
  predictions: readonly Prediction[];
}) {
  const predicted = new Set(predictions.map(({ measure }) => measure));
  const names = [...new Set([...Object.keys(off), ...Object.keys(on)])].filter(
    (name) => !predicted.has(name),
  );
  if (names.length === 0) return null;
  return (
    <details class="others">
      <summary>Everything that was measured</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">measure</th>
            <th scope="col">OFF</th>
            <th scope="col">ON</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name} class={off[name] === on[name] ? "same" : "differs"}>
              <th
                scope="row"
                title={brokenPromises[name] && `how often this is broken: ${brokenPromises[name]}`}
              >
                {wordsOf(name)}
              </th>
              <Cell value={off[name]} />
              <Cell value={on[name]} />
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const Cell = ({ value }: { value: number | undefined }) => (
  <td>{value === undefined ? "–" : <data value={String(value)}>{numberText(value)}</data>}</td>
);
