import { numberText } from "../../../learn/text.ts";
import { unitFor } from "../../../lesson.ts";
import type { Attempt } from "../../model/attempt.ts";

/** The numbers of the model that the learner may turn. */
export function Knobs({ attempt }: { attempt: Attempt }) {
  const { knobs, lesson } = attempt;
  return (
    <>
      {(lesson.knobs ?? []).map(({ about, from, name, step, to, unit, usual }) => {
        const value = knobs.value[name] ?? usual;
        return (
          <label class="knob" key={name}>
            {name} <small>{about}</small>
            <span class="knob-field">
              <input
                type="range"
                aria-label={name}
                aria-valuetext={`${value} ${unitFor(String(value), unit)}`}
                min={from}
                max={to}
                step={step}
                value={value}
                style={{ "--done": `${(100 * (value - from)) / (to - from)}%` }}
                onInput={({ currentTarget }) => {
                  knobs.value = { ...knobs.value, [name]: Number(currentTarget.value) };
                }}
              />
              <output>
                {numberText(value)} {unitFor(numberText(value), unit)}
              </output>
            </span>
          </label>
        );
      })}
    </>
  );
}
