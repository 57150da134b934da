import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Dish } from "#restaurants/restaurant.ts";
import type { Action } from "../../../browser/action.ts";
import type { Session } from "../../model/session/session.ts";
import { useAsked } from "./asked.ts";

interface ToggleProps {
  readonly session: Session;
  readonly label: string;
  /** The part of the label that is shown where its surroundings say the rest. Default: all of it. */
  readonly text?: string;
  readonly isOn: boolean;
  /** Whether it breaks something while it is on: then it looks like that, and not like a guarantee. */
  readonly isFault?: boolean;
  readonly on: Action;
  readonly off: Action;
}

/** A switch between two actions. Where the source does not allow them, it says what to do instead. */
export function Toggle({ isFault, isOn, label, off, on, session, text = label }: ToggleProps) {
  const { ask, shown } = useAsked(session, isOn);
  const { disabled = false, title } = unlessAllowed(session, (shown ? off : on).do);
  return (
    <label class={isFault ? "toggle fault" : "toggle"} title={title}>
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        checked={shown}
        disabled={disabled}
        onChange={() => ask(!shown, session.act(shown ? off : on))}
      />
      <span>{text}</span>
    </label>
  );
}

/** What a control says: where the source does not allow it, that it is disabled, and why; beside a past that stays, and in slow motion, that it acts now. */
export function unlessAllowed(session: Session, kind: Action["do"]) {
  const allowed = session.source.allows(kind);
  if (allowed !== true) return { disabled: true, title: allowed };
  return session.player.actsNow.value ? { title: actsNowText } : {};
}

const actsNowText = "Acts now, not at the moment that you look at";

interface DoProps extends Pick<ToggleProps, "session" | "label" | "text"> {
  readonly action: Action;
  /** Whether the company waits for it. */
  readonly isUrgent?: boolean;
  /** The label with parts that only screen readers need, because what is around says them. */
  readonly children?: ComponentChildren;
}

/** A button for an action. Where the source does not allow it, it says what to do instead. */
export function Do({ action, children, isUrgent, label, session, text = label }: DoProps) {
  const now = session.player.actsNow.value ? " now" : "";
  return (
    <button
      type="button"
      class={isUrgent ? "small urgent" : "small"}
      aria-label={children ? undefined : `${label}${now}`}
      {...unlessAllowed(session, action.do)}
      onClick={() => session.act(action)}
    >
      {children ?? text}
      {now}
    </button>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly chosen: Signal<Value>;
  /** What is shown as chosen. Default: what is chosen. */
  readonly value?: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  /** What else changes with a choice. */
  readonly onChoose?: () => void;
  /** What it is to the style sheet. */
  readonly name?: string;
  /** Whether the label is for screen readers only. */
  readonly isBare?: true;
}

/** One of several values. */
export function Choice<Value extends string>({
  chosen,
  isBare,
  label,
  name,
  onChoose,
  options,
  value = chosen.value,
}: ChoiceProps<Value>) {
  return (
    <label class={isBare ? "bare" : name}>
      <span class={isBare ? "unseen" : undefined}>{label}</span>
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const option = options.find(([one]) => one === currentTarget.value);
          if (!option) return;
          chosen.value = option[0];
          onChoose?.();
        }}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A part of the hands, under its heading. */
export function Panel({
  children,
  name,
  title,
}: {
  children: ComponentChildren;
  name: string;
  title: string;
}) {
  return (
    <div class={`panel ${name}`}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A dish in a list, whether it can be ordered or not. */
export const dishText = ({ available, name }: Pick<Dish, "available" | "name">): string =>
  available ? name : `${name}, sold out`;
