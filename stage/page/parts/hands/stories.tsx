import { stories } from "../../../stories/index.ts";
import type { Session } from "../../model/session.ts";

/** Every story: a click plays it from the beginning. */
export function Stories({ session }: { session: Session }) {
  const current = session.story.value;
  return (
    <div class="panel stories">
      <h2>Stories</h2>
      <ul aria-label="Stories">
        {stories.map(({ about, name }) => (
          <li key={name} aria-current={name === current ? "true" : undefined}>
            <button
              type="button"
              class="story"
              disabled={!session.source.time}
              title={session.source.time ? undefined : `npm run demo -- --story ${name}`}
              onClick={() => session.play(name, [])}
            >
              <b>{name.replaceAll("-", " ")}</b>
              <span>{about}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
