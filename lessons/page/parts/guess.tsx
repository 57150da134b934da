import { useSignal } from "@preact/signals";
import type { Attempt } from "../model/attempt.ts";
import { Rich } from "./rich.tsx";

/** The guesses. Nothing runs before they are locked: a wrong guess teaches more than none. */
export function GuessForm({ attempt }: { attempt: Attempt }) {
  const { guessed, lesson } = attempt;
  const written = useSignal<readonly string[]>(lesson.predictions.map(() => ""));
  const isLocked = guessed.value !== undefined;
  const lock = (event: Event) => {
    event.preventDefault();
    if (!isLocked) void attempt.lock(written.value.map(Number));
  };
  return (
    <section class="reading" aria-label="Your guess">
      <h3>Your guess, without it</h3>
      <form class="guess" onSubmit={lock}>
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
                value={written.value[i]}
                onInput={({ currentTarget }) => {
                  written.value = written.value.map((text, at) => (at === i ? currentTarget.value : text));
                }}
              />
              <small>{unit}</small>
            </span>
          </label>
        ))}
        {!isLocked && (
          <p>
            <button type="submit" class="primary large">
              {lesson.runsInTab ? "Lock my guess and run" : "Lock my guess"}
            </button>
          </p>
        )}
      </form>
    </section>
  );
}
