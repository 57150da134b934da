import { storyFragment } from "./permalink.ts";
import type { Session } from "./session.ts";

/** A session whose address follows when a story or an empty company begins: a reload then brings back what is shown. */
export const withAddress = (session: Session, setFragment: (fragment: string) => void): Session => ({
  ...session,
  play(story, without) {
    setFragment(storyFragment(story, without));
    return session.play(story, without);
  },
  restart() {
    setFragment("#");
    return session.restart();
  },
});
