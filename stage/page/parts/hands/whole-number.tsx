import type { ComponentChildren } from "preact";
import { type Range, wholeNumberIn } from "../../model/whole-number.ts";

interface WholeNumberProps extends Range {
  readonly label: string;
  /** What it is to the style sheet. */
  readonly name: string;
  /** What stands before it. */
  readonly children: ComponentChildren;
  readonly title?: string;
  readonly disabled?: boolean;
  /** What is shown: as it was typed, even if it is no such number. */
  readonly text: string;
  readonly onType: (text: string) => void;
  /** The number is complete: the field is left, or Enter was pressed. */
  readonly onGive?: (number: number) => void;
}

/** A field for a whole number. It lets one type, and `Problem` says what is wrong with it. */
export function WholeNumber(field: WholeNumberProps) {
  const { children, disabled, label, max, min, name, onGive, onType, text, title } = field;
  return (
    <label class={name} title={title}>
      {children}
      <input
        type="number"
        aria-label={label}
        aria-invalid={wholeNumberIn(text, field).problem !== undefined}
        min={min}
        max={max}
        disabled={disabled}
        value={text}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const { number } = wholeNumberIn(currentTarget.value, field);
          if (number !== undefined) onGive?.(number);
        }}
      />
    </label>
  );
}

/** What is wrong with what was typed, read aloud when it appears. */
export function Problem({ text }: { text: string | undefined }) {
  return (
    <p class="problem" role="status">
      {text}
    </p>
  );
}
