import type { NarrativeLog } from "../../../narrative/log.ts";
import { followedIn, type LinkedMoment, quoted, toldIn, unreadIn, writeLookedAt } from "./link-parts.ts";

/**
 * Writes a moment of real time as the fragment of a URL: `#company=5f0c2a91&at=1764243434123.2`, which is the second entry of that
 * millisecond. Positions are the page's own: another page may have begun later.
 */
export function liveFragmentOf(company: string, log: NarrativeLog, { hop, ...shown }: LinkedMoment): string {
  const parts = new URLSearchParams({ company, at: momentText(log, shown.position) });
  // A hop is written as the moment after it.
  const after = hop !== undefined && log.entry(hop) ? { hop: hop + 1 } : {};
  writeLookedAt(parts, { ...shown, ...after }, (position) => momentText(log, position));
  return `#${parts}`;
}

function momentText(log: NarrativeLog, position: number): string {
  const at = log.entry(position - 1)?.at ?? 0;
  return `${at}.${position - log.positionAt(at - 1)}`;
}

const present = "here is the present.";

/** The moment of a link in a log, or a sentence that says why it is not there; undefined if there is no fragment. */
export function liveMomentOf(
  company: string,
  log: NarrativeLog,
  fragment: string,
): LinkedMoment | string | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  parts.delete("token");
  if (parts.size === 0) return undefined;
  const linked = parts.get("company");
  if (linked === null)
    return parts.has("seed")
      ? `This link is about a company in a tab: open it at /tab instead. Of the company on the server, ${present}`
      : `The page does not understand ${quoted(`#${parts}`)} in its address: ${present}`;
  if (linked !== company) return `This link is about a company that has been started anew since: ${present}`;
  const position = positionOf(log, parts.get("at"));
  if (position === undefined)
    return parts.has("at")
      ? `The page finds nothing for ${quoted(`at=${parts.get("at")}`)} of this link: ${present}`
      : `This link lacks its moment (at=…): ${present}`;
  if (position === "forgotten") return `The server no longer remembers the moment of this link: ${present}`;
  return { position, ...besidesIn(log, parts) };
}

/** What a link carries besides its moment. */
function besidesIn(log: NarrativeLog, parts: URLSearchParams): Omit<LinkedMoment, "position"> {
  const judged = toldIn(parts, (text) => toldPositionOf(log, text));
  const order = followedIn(parts);
  const followed = order === "all" || log.present.orders.has(order ?? "") ? order : undefined;
  const hop = hopIn(log, parts.get("hop"));
  const unread = unreadIn(parts, {
    rest: positionOf(log, parts.get("rest")),
    broke: positionOf(log, parts.get("broke")),
    order: followed,
    hop,
  });
  return {
    ...(judged && { judged }),
    ...(followed !== undefined && { followed }),
    ...(hop !== undefined && { hop }),
    ...(unread && {
      notice: `The page finds nothing for ${unread} of this link: this is its moment without that.`,
    }),
  };
}

/** The position of the hop after which a moment begins. */
function hopIn(log: NarrativeLog, text: string | null): number | undefined {
  const after = positionOf(log, text);
  return typeof after === "number" && log.entry(after - 1) ? after - 1 : undefined;
}

/** Where a breach was found. 0: what led to it is forgotten. */
function toldPositionOf(log: NarrativeLog, text: string | null): number | undefined {
  // Earlier pages wrote 0.0 where only the server knew of it: the moment itself tells as much.
  const position = text === "0.0" ? undefined : positionOf(log, text);
  return position === "forgotten" ? 0 : position;
}

/** How long before a moment its cause can lie, in milliseconds. */
const causeMs = 300_000;

/** Since when a log must reach back to show the moment of a link, with what led to it, in milliseconds since 1970; undefined if it is no such link. */
export function linkedSince(fragment: string): number | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const times = ["at", "rest", "broke", "hop"].flatMap((name) => {
    const [, ms] = momentPattern.exec(parts.get(name) ?? "") ?? [];
    return ms === undefined || Number(ms) === 0 ? [] : [Number(ms)];
  });
  return parts.has("company") && times.length > 0 ? Math.min(...times) - causeMs : undefined;
}

const momentPattern = /^(\d{1,15})\.(\d{1,6})$/;

/** The position of a moment; undefined if it is none, or has not come. */
function positionOf(log: NarrativeLog, text: string | null): number | "forgotten" | undefined {
  const [, ms, nth] = momentPattern.exec(text ?? "") ?? [];
  if (ms === undefined) return undefined;
  const at = Number(ms);
  if (at > log.present.at) return undefined;
  if (at < (log.entries[0]?.at ?? Number.POSITIVE_INFINITY)) return "forgotten";
  return Math.min(log.positionAt(at - 1) + Number(nth), log.positionAt(at));
}
