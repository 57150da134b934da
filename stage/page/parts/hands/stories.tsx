import { stories } from "../../../stories/index.ts";
import { storyAddress } from "../../model/session/permalink.ts";
import type { Session } from "../../model/session/session.ts";

/** Every story: a click plays it from the beginning. */
export function Stories({ session }: { session: Session }) {
  const current = session.story.value;
  const isLive = session.source.kind !== "tab";
  return (
    <div class="panel stories">
      <h2>Stories</h2>
      {isLive && <p class="hint">They play in a tab, on virtual time.</p>}
      <ul aria-label="Stories">
        {stories.map(({ about, name }) => (
          <li key={name} aria-current={name === current ? "true" : undefined}>
            {isLive ? (
              <a class="story" href={storyAddress(name)} title="Plays in the edition in a tab">
                <b>{name.replaceAll("-", " ")}</b>
                <span>{about}</span>
              </a>
            ) : (
              <button type="button" class="story" onClick={() => session.play(name, [])}>
                <b>{name.replaceAll("-", " ")}</b>
                <span>{about}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
