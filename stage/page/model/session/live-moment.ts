import type { NarrativeLog } from "../../../narrative/log.ts";
import type { Judged } from "../promises/breach.ts";
import { type Followed, followedIn } from "./permalink.ts";

/** A moment of real time, and the broken promise that it is shown for: a link's, when it was shared beside one. */
export interface LiveMoment {
  readonly position: number;
  readonly judged?: Judged;
  /** What the timeline follows. */
  readonly followed?: Followed;
}

/**
 * Writes a moment of real time as the fragment of a URL: `#company=5f0c2a91&at=1764243434123.2`, which is the second entry of that
 * millisecond. Positions are the page's own: another page may have begun later. A broken promise is written as the moment at which it
 * was found: the same log leads to the same way from its cause to the harm.
 */
export function liveFragmentOf(
  company: string,
  log: NarrativeLog,
  { followed, judged, position }: LiveMoment,
): string {
  const parts = new URLSearchParams({ company, at: momentText(log, position) });
  if (judged) parts.set(judged.isAtRest ? "rest" : "broke", momentText(log, judged.position));
  if (followed !== undefined) parts.set("order", followed);
  return `#${parts}`;
}

function momentText(log: NarrativeLog, position: number): string {
  const at = log.entry(position - 1)?.at ?? 0;
  return `${at}.${position - log.positionAt(at - 1)}`;
}

/** The moment of a link in a log, or a sentence that says why it is not there; undefined if the fragment carries none. */
export function liveMomentOf(
  company: string,
  log: NarrativeLog,
  fragment: string,
): LiveMoment | string | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const linked = parts.get("company");
  const position = positionOf(log, parts.get("at"));
  if (linked === null || position === undefined) return undefined;
  if (linked !== company)
    return "This link is about a company that has been started anew since: here is the present.";
  if (position === "forgotten")
    return "The server no longer remembers the moment of this link: here is the present.";
  const [rest, broke] = [positionOf(log, parts.get("rest")), positionOf(log, parts.get("broke"))];
  const judged = rest ?? broke;
  const followed = followedIn(parts);
  return {
    position,
    ...(judged !== undefined && {
      judged: { position: judged === "forgotten" ? 0 : judged, isAtRest: rest !== undefined },
    }),
    ...(followed !== undefined && { followed }),
  };
}

/** How long before a moment its cause can lie, in milliseconds. */
const causeMs = 300_000;

/** Since when a log must reach back to show the moment of a link, with what led to it, in milliseconds since 1970; undefined if it is no such link. */
export function linkedSince(fragment: string): number | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const times = ["at", "rest", "broke"].flatMap((name) => {
    const [, ms] = /^(\d{1,15})\.\d{1,6}$/.exec(parts.get(name) ?? "") ?? [];
    return ms === undefined || Number(ms) === 0 ? [] : [Number(ms)];
  });
  return parts.has("company") && times.length > 0 ? Math.min(...times) - causeMs : undefined;
}

function positionOf(log: NarrativeLog, text: string | null): number | "forgotten" | undefined {
  const [, ms, nth] = /^(\d{1,15})\.(\d{1,6})$/.exec(text ?? "") ?? [];
  if (ms === undefined) return undefined;
  const at = Number(ms);
  if (at < (log.entries[0]?.at ?? Number.POSITIVE_INFINITY)) return "forgotten";
  return Math.min(log.positionAt(at - 1) + Number(nth), log.positionAt(at));
}
