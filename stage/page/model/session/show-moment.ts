import type { Signal } from "@preact/signals";
import { listed } from "../../../narrative/text/words.ts";
import type { Told } from "../promises/breach.ts";
import type { Watch } from "../promises/watch.ts";
import { type Followed, type LinkedMoment, quoted } from "./link-parts.ts";
import type { Moment } from "./permalink.ts";
import type { Player } from "./player.ts";
import type { Source } from "./source.ts";

/** What a link changes of a session. */
export interface Shown extends Pick<Watch, "breach" | "recall"> {
  readonly source: Source;
  readonly player: Player;
  readonly followed: Signal<Followed | undefined>;
  readonly notice: Signal<string | undefined>;
  readonly selected: Signal<number | undefined>;
}

/** Shows the moment of a link in a session that has begun with its script: anything that it names can be later. */
export async function showMoment(session: Shown, moment: Moment): Promise<void> {
  const { notice, player, source } = session;
  const { followed, hop, judged, position } = moment;
  const hasOrder = ({ present }: Source["log"]): boolean =>
    followed === undefined || followed === "all" || present.orders.has(followed);
  await player.seekBeyond(Math.max(position, (hop ?? -1) + 1, judged?.position ?? 0), hasOrder);
  const { began, log } = source;
  const isFollowed = hasOrder(log);
  const isHop = hop === undefined || log.entry(hop) !== undefined;
  const isTold = showLinked(session, {
    position,
    ...(judged && { judged }),
    ...(isFollowed && followed !== undefined && { followed }),
    ...(isHop && hop !== undefined && { hop }),
  });
  // What was refused on the way there was another person's action.
  notice.value = inSentences(
    moment.notice,
    position > log.end && `This session ends before “at=${position}”: this is its end.`,
    position > 0 &&
      position < began.position &&
      `This session begins after “at=${position}”: this is its beginning.`,
    missingText([
      ...(isFollowed ? [] : [`order=${followed}`]),
      ...(isHop ? [] : [`hop=${hop}`]),
      ...(isTold || !judged ? [] : [toldText(judged)]),
    ]),
  );
}

const inSentences = (...said: readonly (string | false | undefined)[]): string | undefined =>
  said.filter((one) => one).join(" ") || undefined;

const missingText = (parts: readonly string[]): string | false =>
  parts.length > 0 &&
  `The page finds nothing for ${listed.format(parts.map(quoted))} of this link, and shows the rest of it.`;

const toldText = ({ isAtRest, position, promise }: Told): string =>
  promise === undefined ? `${isAtRest ? "rest" : "broke"}=${position}` : `promise=${promise}`;

/** Shows a moment with what was looked at there. Returns whether the broken promise that was told there is told, if there was one. */
export function showLinked(session: Shown, moment: LinkedMoment): boolean {
  const { breach, followed, player, selected } = session;
  const { followed: order, hop, judged, position } = moment;
  player.seek(position);
  followed.value = order;
  const isTold = tellAgain(session, moment);
  selected.value = hop;
  const { harm, orderId } = breach.value ?? {};
  if (!judged || !isTold || harm !== player.position.value - 1) return isTold;
  followed.value ??= orderId;
  selected.value ??= harm;
  return isTold;
}

/** Tells the breach of a link. Where the log lacks the moment at which it was found, the server can know it at the moment that is shown. */
function tellAgain({ breach, player, recall, source }: Shown, { judged }: LinkedMoment): boolean {
  breach.value = undefined;
  if (!judged || recall({ ...judged, position: Math.min(judged.position, source.log.end) })) return true;
  return (
    judged.promise !== undefined && recall({ ...judged, position: player.position.value, isAtRest: false })
  );
}
