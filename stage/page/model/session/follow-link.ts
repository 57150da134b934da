import type { LiveMoment } from "./live-moment.ts";
import type { Session } from "./session.ts";

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
export function followLink(session: Session, found: LiveMoment | string | undefined): void {
  const { followed, notice, player, selected } = session;
  if (found === undefined || typeof found === "string") {
    notice.value = found;
    showPresent(session);
    return;
  }
  player.seek(found.position);
  followed.value = found.followed;
  const isTold = tellAgain(session, found);
  notice.value = isTold ? found.notice : forgotten;
  selected.value = found.hop;
  const { harm, orderId } = session.breach.value ?? {};
  if (!found.judged || !isTold || harm !== player.position.value - 1) return;
  followed.value ??= orderId;
  selected.value ??= harm;
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

/** Tells the breach of a link. Where the log lacks the moment at which it was found, the server can know it at the moment that is shown. */
function tellAgain({ breach, recall }: Session, { judged, position }: LiveMoment): boolean {
  breach.value = undefined;
  if (!judged || recall(judged)) return true;
  return judged.promise !== undefined && recall({ ...judged, position, isAtRest: false });
}

const forgotten =
  "A promise broke here, but the server no longer remembers all that led to it: this is the moment without the reason.";
