import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { isPossible, possibleIn } from "../../../lesson.ts";
import type { Attempt } from "../../model/attempt.ts";
import { Rich } from "../rich.tsx";

/** The guesses. Nothing runs before they are locked: a wrong guess teaches more than none. */
export function GuessForm({ attempt }: { attempt: Attempt }) {
  const { guessed, lesson } = attempt;
  const form = useRef<HTMLFormElement>(null);
  const written = useSignal<readonly string[]>(
    guessed.peek()?.map(String) ?? lesson.predictions.map(() => ""),
  );
  /** The guesses that were missing when the learner tried to lock them. */
  const missing = useSignal<readonly number[]>([]);
  /** The guesses that cannot come true. */
  const impossible = useSignal<readonly number[]>([]);
  const isWrong = (i: number) => missing.value.includes(i) || impossible.value.includes(i);
  const isLocked = guessed.value !== undefined;
  const lock = (event: Event) => {
    event.preventDefault();
    if (isLocked) return;
    missing.value = written.value.flatMap((text, i) => (isNumber(text) ? [] : [i]));
    impossible.value = lesson.predictions.flatMap((one, i) => {
      const text = written.value[i] ?? "";
      return isNumber(text) && !isPossible(one, Number(text)) ? [i] : [];
    });
    const [first] = [...missing.value, ...impossible.value];
    if (first === undefined) void attempt.lock(written.value.map(Number));
    else form.current?.querySelectorAll("input")[first]?.focus();
  };
  return (
    <section class="reading" aria-label="Your guess">
      <h3>Your guess</h3>
      <p class="hint">
        <Rich text={lesson.compares} /> Both sides run the same experiment. Guess for <b>OFF</b>.
      </p>
      <form class="guess" ref={form} noValidate onSubmit={lock}>
        {lesson.predictions.map(({ ask, measure, unit }, i) => (
          <label key={measure}>
            <span>
              <Rich text={ask} />
            </span>
            <span class="guess-field">
              <input
                type="number"
                step="any"
                required
                readOnly={isLocked}
                aria-invalid={isWrong(i)}
                aria-describedby={isWrong(i) ? "missing" : undefined}
                value={written.value[i]}
                onInput={({ currentTarget }) => {
                  written.value = written.value.map((text, at) => (at === i ? currentTarget.value : text));
                  missing.value = missing.value.filter((at) => at !== i);
                  impossible.value = impossible.value.filter((at) => at !== i);
                }}
              />
              <small>{unit}</small>
            </span>
          </label>
        ))}
        <p id="missing" class="missing" role="alert">
          {missing.value.length > 0 && missingText(missing.value, lesson.predictions.length)}{" "}
          {impossible.value.map((i) => impossibleText(lesson.predictions[i]?.unit ?? "", written.value[i]))}
        </p>
        {isLocked && attempt.ran.value && (
          <p>
            <button type="button" class="small" onClick={() => attempt.guessAgain()}>
              Guess again
            </button>
          </p>
        )}
        {!isLocked && (
          <p>
            <button type="submit" class="primary large">
              {lesson.predictions.length > 1 ? "Lock my guesses" : "Lock my guess"}
              {lesson.runsInTab && " and run"}
            </button>
          </p>
        )}
      </form>
    </section>
  );
}

const isNumber = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));

/** Says why a guess cannot come true. */
const impossibleText = (unit: string, text = ""): string =>
  possibleIn({ unit })[1] === 100
    ? `It cannot be ${text} %: guess 0 to 100.`
    : `It cannot be ${[text, unit].join(" ").trim()}: guess 0 or more.`;

/** Says which guesses are missing. */
function missingText(missing: readonly number[], all: number): string {
  const why = "Write a number, even a rough one: a wrong guess teaches more than none.";
  if (all === 1) return `Your guess is missing. ${why}`;
  const which = missing.map((at) => at + 1).join(" and ");
  return `${missing.length === 1 ? "Guess" : "Guesses"} ${which} of ${all} ${missing.length === 1 ? "is" : "are"} missing. ${why}`;
}
