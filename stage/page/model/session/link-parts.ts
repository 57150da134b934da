import { listed } from "../../../narrative/text/words.ts";
import type { Told } from "../promises/breach.ts";

/** The moment of a link, with what was looked at there, and the broken promise that was told there. */
export interface LinkedMoment {
  /** The position in the log. */
  readonly position: number;
  readonly judged?: Told;
  /** What the timeline follows. */
  readonly followed?: Followed;
  /** The position of the hop in the inspector. */
  readonly hop?: number;
  /** What the link says beside the moment, and the page does not understand. */
  readonly notice?: string;
}

/** What the timeline follows where someone chose it: the id of an order, or "all", which stacks the newest. */
export type Followed = string;

/** What an address says, in a sentence: not all of it, if it is long. */
export const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** The parts of an address that are there, and of which nothing was read, in a sentence; undefined if there are none. */
export function unreadIn(
  parts: URLSearchParams,
  read: Readonly<Record<string, unknown>>,
): string | undefined {
  const unread = Object.entries(read).flatMap(([name, value]) =>
    parts.has(name) && value === undefined ? [quoted(`${name}=${parts.get(name)}`)] : [],
  );
  return unread.length > 0 ? listed.format(unread) : undefined;
}

/** What a link says to follow; undefined if that can be nothing that an order is called. */
export function followedIn(parts: URLSearchParams): Followed | undefined {
  const followed = parts.get("order") ?? "";
  return /^[\w-]{1,64}$/.test(followed) ? followed : undefined;
}

/**
 * Writes what was looked at beside a moment. A broken promise is written as its name, its order, and the moment at which it was found:
 * the same log leads to the same way from its cause to the harm.
 *
 * @param textOf how the link writes a position
 */
export function writeLookedAt(
  parts: URLSearchParams,
  { followed, hop, judged }: LinkedMoment,
  textOf: (position: number) => string,
): void {
  if (judged) parts.set(judged.isAtRest ? "rest" : "broke", textOf(judged.position));
  if (judged?.promise !== undefined) parts.set("promise", judged.promise);
  if (judged?.orderId !== undefined) parts.set("about", judged.orderId);
  if (followed !== undefined) parts.set("order", followed);
  if (hop !== undefined) parts.set("hop", textOf(hop));
}

/** The breach that was told where a link was shared. @param positionIn reads a position of the link; undefined if it is none */
export function toldIn(
  parts: URLSearchParams,
  positionIn: (text: string | null) => number | undefined,
): Told | undefined {
  const [rest, broke] = [positionIn(parts.get("rest")), positionIn(parts.get("broke"))];
  const position = rest ?? broke;
  if (position === undefined) return undefined;
  const [promise, orderId] = [parts.get("promise"), parts.get("about")];
  return {
    position,
    isAtRest: rest !== undefined,
    ...(promise !== null && { promise }),
    ...(orderId !== null && { orderId }),
  };
}
