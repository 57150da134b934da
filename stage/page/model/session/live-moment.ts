import type { NarrativeLog } from "../../../narrative/log.ts";

/**
 * Writes a moment of real time as the fragment of a URL: `#company=5f0c2a91&at=1764243434123.2`, which is the second entry of that
 * millisecond. Positions are the page's own: another page may have begun later.
 */
export function liveFragmentOf(company: string, log: NarrativeLog, position: number): string {
  const at = log.entry(position - 1)?.at ?? 0;
  const parts = { company, at: `${at}.${position - log.positionAt(at - 1)}` };
  return `#${new URLSearchParams(parts)}`;
}

/** The position of a moment in a log, or a sentence that says why it is not there; undefined if the fragment carries none. */
export function livePositionOf(
  company: string,
  log: NarrativeLog,
  fragment: string,
): number | string | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const linked = parts.get("company");
  const [, ms = "", nth = ""] = /^(\d{1,15})\.(\d{1,6})$/.exec(parts.get("at") ?? "") ?? [];
  if (linked === null || ms === "") return undefined;
  if (linked !== company)
    return "This link is about a company that has been started anew since: here is the present.";
  const at = Number(ms);
  if (at < (log.entries[0]?.at ?? Number.POSITIVE_INFINITY))
    return "The server no longer remembers the moment of this link: here is the present.";
  return Math.min(log.positionAt(at - 1) + Number(nth), log.positionAt(at));
}
