import { stories } from "../../../stories/index.ts";
import { storyAddress } from "../../model/session/permalink.ts";
import type { Session } from "../../model/session/session.ts";
import { addresses } from "../addresses.ts";
import { playStory } from "./play-story.ts";

/** How to begin anew with a company that is real. */
const afresh = {
  tab: undefined,
  process:
    "This company is real, and has no way back: for a new one, stop npm start in its terminal and start it again.",
  deployment:
    "This company is real, and has no way back: for a new one, docker compose down --volumes and up again in a terminal.",
} as const;

/** Every story: a click plays it from the beginning. */
export function Stories({ session }: { session: Session }) {
  const current = session.story.value;
  const isLive = session.source.kind !== "tab";
  return (
    <div class="panel stories">
      <h2>Stories</h2>
      {isLive && (
        <p class="hint">
          They play in a tab, on virtual time. {afresh[session.source.kind]}{" "}
          {addresses.tab && <a href={addresses.tab}>To a company in this tab</a>}
        </p>
      )}
      <ul aria-label="Stories">
        {stories.map(({ about, name }) => (
          <li key={name} aria-current={name === current ? "true" : undefined}>
            {isLive ? (
              <a class="story" href={storyAddress(name)} title="Plays in the edition in a tab">
                <b>{name.replaceAll("-", " ")}</b>
                <span>{about}</span>
              </a>
            ) : (
              <button type="button" class="story" onClick={() => playStory(session, name, [])}>
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
