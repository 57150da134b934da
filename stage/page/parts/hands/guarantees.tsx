import { useComputed } from "@preact/signals";
import { disabledGuarantees } from "../../../guarantees/disabled-guarantees.ts";
import { storyAddress } from "../../model/session/permalink.ts";
import type { Session } from "../../model/session/session.ts";
import { unlessAllowed } from "./controls.tsx";
import { playStory } from "./play-story.ts";

/** Every guarantee, by the name that `--without` knows it by. */
export function Guarantees({ session }: { session: Session }) {
  const without = useComputed(() => session.state.value.without).value;
  return (
    <div class="panel guarantees" data-frame>
      <h2>Guarantees</h2>
      <p class="hint">Switch one off, and order; or play the story that fails without it.</p>
      <ul>
        {disabledGuarantees.map(({ about, name, shownBy }) => {
          const isOn = !without.has(name);
          return (
            <li key={name} class={isOn ? "" : "off"} data-explain={`guarantee:${name}`}>
              <label class="toggle">
                <input
                  type="checkbox"
                  checked={isOn}
                  {...unlessAllowed(session, "guarantee")}
                  id={`guarantee-${name}`}
                  aria-describedby={`about-${name}`}
                  onChange={() => session.act({ do: "guarantee", name, on: !isOn })}
                />
                <span>{name}</span>
              </label>
              <span class="about" id={`about-${name}`}>
                If off: {about}
              </span>
              {session.source.kind === "process" && (
                <a
                  class="button small quietly"
                  title={`Play ${shownBy} without ${name}, in a tab`}
                  href={storyAddress(shownBy, [name])}
                >
                  See what breaks
                </a>
              )}
              {session.source.time && (
                <button
                  type="button"
                  class="small quietly"
                  title={`Play ${shownBy} without ${name}`}
                  onClick={() => playStory(session, shownBy, [name])}
                >
                  See what breaks
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
