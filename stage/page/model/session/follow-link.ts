import type { LinkedMoment } from "./link-parts.ts";
import type { Session } from "./session.ts";
import { type Shown, showLinked } from "./show-moment.ts";

/** The fragment of a link to what the page shows: the moment, the broken promise that it tells there, the order that it follows, and the hop in the inspector. */
export function linkTo({ breach, followed, player, selected, source }: Session): string | undefined {
  const [told, order, hop] = [breach.value, followed.value, selected.value];
  return source.link?.({
    position: player.position.value,
    ...(told && {
      judged: {
        ...told.judged,
        promise: told.promise,
        ...(told.orderId !== undefined && { orderId: told.orderId }),
      },
    }),
    ...(order !== undefined && { followed: order }),
    ...(hop !== undefined && { hop }),
  });
}

/** Shows what a link to a moment of real time leads to: the moment, with the broken promise that it was shared for, or the present. */
export function followLink(session: Shown, found: LinkedMoment | string | undefined): void {
  const { notice } = session;
  if (found === undefined || typeof found === "string") {
    notice.value = found;
    showPresent(session);
    return;
  }
  notice.value = showLinked(session, found) ? found.notice : forgotten;
}

/** Leaves the past, and the hop of it in the inspector. */
export function showPresent({
  player,
  selected,
  source,
}: Pick<Session, "player" | "selected" | "source">): void {
  selected.value = undefined;
  player.seek(source.log.end);
  player.playing.value = true;
}

const forgotten =
  "A promise broke here, but the server no longer remembers all that led to it: this is the moment without the reason.";
