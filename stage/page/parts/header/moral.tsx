import { useComputed } from "@preact/signals";
import { stories } from "../../../stories/index.ts";
import type { Session } from "../../model/session/session.ts";

/** At the end of a story that went well, what it teaches. */
export function Moral({ session }: { session: Session }) {
  const isOver = useComputed(
    () => session.player.quiet.value && !session.player.isPast.value && session.breach.value === undefined,
  ).value;
  const told = stories.find(({ name }) => name === session.story.value);
  if (!told || !isOver || session.notice.value !== undefined) return null;
  return (
    <p class="notice" role="status">
      <span>
        <b>{told.name.replaceAll("-", " ")}:</b> {told.moral.text}
      </span>
    </p>
  );
}
