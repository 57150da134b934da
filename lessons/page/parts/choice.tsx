import type { Signal } from "@preact/signals";

/** A choice of one of a few: radio buttons, each with its text. */
export function Choice<One extends string>(props: {
  readonly legend: string;
  /** Of the radio buttons: those of one name exclude each other. */
  readonly name: string;
  readonly of: readonly One[];
  readonly chosen: Signal<One>;
  readonly textOf?: (one: One) => string;
}) {
  const { chosen, legend, name, of, textOf = (one: One) => one } = props;
  return (
    <fieldset class="looks">
      <legend>{legend}</legend>
      {of.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={chosen.value === one}
            onChange={() => {
              chosen.value = one;
            }}
          />
          <span>{textOf(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}
