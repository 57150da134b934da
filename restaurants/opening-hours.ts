import type { Instant } from "#messaging/instant.ts";

/** The opening hours as "HH:MM" in UTC. Closing may be after midnight; equal times mean always open. */
export interface Hours {
  readonly opens: string;
  readonly closes: string;
}

export interface Opening {
  /** Set by staff: false means closed, whatever the hours are. */
  readonly open: boolean;
  readonly hours: Hours;
}

/** Whether a restaurant takes orders now, by the staff's switch and the hours. */
export function isOpen({ open, hours }: Opening, now: Instant): boolean {
  const { opens, closes } = hours;
  const time = now.slice("2026-01-02T".length, "2026-01-02T18:00".length);
  if (!open) return false;
  // Equal times mean the whole day.
  return opens < closes ? opens <= time && time < closes : opens <= time || time < closes;
}
