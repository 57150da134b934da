import type { LiveMoment } from "./live-moment.ts";
import type { Session } from "./session.ts";

/** The fragment of a link to what the page shows: the moment, the broken promise that it tells there, and the order that it follows. */
export function linkTo({ breach, followed, player, source }: Session): string | undefined {
  const [judged, order] = [breach.value?.judged, followed.value];
  return source.link?.({
    position: player.position.value,
    ...(judged !== undefined && { judged }),
    ...(order !== undefined && { followed: order }),
  });
}

/** Shows what a link to a moment of real time leads to: the moment, with the broken promise that it was shared for, or the present. */
export function followLink(session: Session, found: LiveMoment | string | undefined): void {
  const { breach, followed, notice, player, recall, selected, source } = session;
  selected.value = undefined;
  if (found === undefined || typeof found === "string") {
    notice.value = found;
    player.seek(source.log.end);
    player.playing.value = true;
    return;
  }
  const { judged, position } = found;
  player.seek(position);
  followed.value = found.followed;
  const isRecalled = judged === undefined || recall(judged);
  notice.value = isRecalled ? undefined : forgotten;
  if (judged === undefined || !breach.value || !isRecalled) return;
  followed.value ??= breach.value.orderId;
  if (breach.value.harm === player.position.value - 1) selected.value = breach.value.harm;
}

const forgotten =
  "A promise broke here, but the server no longer remembers all that led to it: this is the moment without the reason.";
