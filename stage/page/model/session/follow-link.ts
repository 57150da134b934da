import type { LiveMoment } from "./live-moment.ts";
import type { Session } from "./session.ts";

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
  const isRecalled = judged === undefined || recall(judged);
  notice.value = isRecalled ? undefined : forgotten;
  if (judged === undefined || !breach.value || !isRecalled) return;
  followed.value = breach.value.orderId;
  if (breach.value.harm === player.position.value - 1) selected.value = breach.value.harm;
}

const forgotten =
  "A promise broke here, but the server no longer remembers all that led to it: this is the moment without the reason.";
