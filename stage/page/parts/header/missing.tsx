import { useComputed } from "@preact/signals";
import { disabledGuarantees } from "../../../guarantees/disabled-guarantees.ts";
import type { Session } from "../../model/session/session.ts";

/** As many as fit beside a broken promise. */
const shown = 2;

/** The guarantees that are switched off: each leads to its switch. */
export function Missing({ session }: { session: Session }) {
  const { without } = useComputed(() => session.state.value).value;
  const missing = disabledGuarantees.filter(({ name }) => without.has(name));
  const [first, ...others] = missing.slice(shown);
  return (
    <>
      {missing.slice(0, others.length === 0 ? shown + 1 : shown).map(({ name }) => (
        <Off key={name} name={name} text={name} />
      ))}
      {first && others.length > 0 && <Off name={first.name} text={`${others.length + 1} more`} />}
    </>
  );
}

function Off({ name, text }: { name: string; text: string }) {
  return (
    <button
      type="button"
      class="source off"
      title={`The guarantee ${name} is switched off: to its switch`}
      onClick={() => {
        const box = document.getElementById(`guarantee-${name}`);
        box?.closest("li")?.scrollIntoView({ block: "center" });
        box?.focus({ preventScroll: true });
      }}
    >
      {text} <b>off</b>
    </button>
  );
}
