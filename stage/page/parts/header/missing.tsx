import { useComputed } from "@preact/signals";
import { disabledGuarantees } from "../../../guarantees/disabled-guarantees.ts";
import { listed } from "../../../narrative/text/words.ts";
import type { Session } from "../../model/session/session.ts";

/** As many as fit by their names. */
const shown = 2;

/** The guarantees that are switched off, by name where there is room and otherwise as a number: each leads to its switch. */
export function Missing({ session }: { session: Session }) {
  const { without } = useComputed(() => session.state.value).value;
  const missing = disabledGuarantees.filter(({ name }) => without.has(name)).map(({ name }) => name);
  const [first = "", ...others] = missing;
  const [third, ...more] = missing.slice(shown);
  if (missing.length === 0) return null;
  if (others.length === 0) return <Off names={missing} text={first} />;
  return (
    <>
      <span class="off-by-name">
        {missing.slice(0, more.length === 0 ? shown + 1 : shown).map((name) => (
          <Off key={name} names={[name]} text={name} />
        ))}
        {third && more.length > 0 && <Off names={[third, ...more]} text={`${more.length + 1} more`} />}
      </span>
      <span class="off-in-number">
        <Off names={missing} text={`${missing.length} guarantees`} />
      </span>
    </>
  );
}

function Off({ names, text }: { names: readonly string[]; text: string }) {
  const [first = "", ...others] = names;
  return (
    <button
      type="button"
      class="source off"
      title={
        others.length === 0
          ? `The guarantee ${first} is switched off: to its switch`
          : `Switched off: ${listed.format(names)}. To the switches`
      }
      onClick={() => {
        const box = document.getElementById(`guarantee-${first}`);
        box?.closest("li")?.scrollIntoView({ block: "center" });
        box?.focus({ preventScroll: true });
      }}
    >
      {text} <b>off</b>
    </button>
  );
}
