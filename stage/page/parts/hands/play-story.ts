import type { Session } from "../../model/session/session.ts";
import { scrolling, stacked } from "../viewport.ts";

/** Plays a story. Where the hands are below what they move, it leads there, and says what plays. */
export async function playStory(session: Session, story: string, without: readonly string[]): Promise<void> {
  const begun = session.play(story, without);
  if (!stacked.peek()) return begun;
  document.querySelector(".timeline")?.scrollIntoView({ behavior: scrolling(), block: "center" });
  await begun;
  session.notice.value = `Now plays: ${story.replaceAll("-", " ")}${without.map((name) => `, without ${name}`).join("")}.`;
}
