import type { TabSession } from "../../../browser/tab-session.ts";
import { invariants } from "../../../guarantees/invariants.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { KnownBreach } from "../../model/promises/known-breach.ts";
import { createFeedReader } from "../../model/session/feed-reader.ts";
import { createSession } from "../../model/session/session.ts";
import type { ControlledTime, Source } from "../../model/session/source.ts";
import { startFeed } from "../../server/feed.ts";

/** A page that watches a log in real time, and what it shows once it has looked at its end for a while. */
export function watching(log: NarrativeLog, more: Partial<Source> = {}) {
  let now = 0;
  const source: Source = {
    kind: "process",
    log,
    began: { position: 0, at: log.entries[0]?.at ?? 0 },
    allows: () => true,
    act: async () => {},
    dropped: () => 0,
    ...more,
  };
  const page = createSession(source, () => now);
  /** A frame checks one promise at least, however slow the machine is: these are enough for all of them, twice. */
  const look = async (): Promise<void> => {
    for (let n = 0; n < 2 + 2 * invariants.length; n += 1) {
      now += 2_000;
      await page.frame(0);
    }
  };
  return {
    page,
    look,
    /** What it shows as soon as it has looked, before time tells that nothing more happens. */
    async now() {
      page.player.seek(log.end);
      page.player.playing.value = true;
      now += 300;
      for (let n = 0; n < 2 + invariants.length; n += 1) await page.frame(0);
    },
    async lookAtEnd() {
      page.player.seek(log.end);
      await look();
    },
  };
}

/** The source of a page over a company in a tab, whose time is not turned back. */
export const tabOver = (
  company: TabSession,
  { time, ...more }: Partial<Omit<Source, "time">> & { readonly time?: Partial<ControlledTime> } = {},
): Source => ({
  kind: "tab",
  log: company.log,
  began: company.began,
  allows: () => true,
  act: company.act,
  dropped: () => 0,
  ...more,
  time: {
    ...company,
    rewind: async () => {},
    restart: async () => {},
    foresee: async () => undefined,
    ...time,
  },
});

/** A page that gets only the newest entries of a server's log, and what the server knows to be broken. */
export async function watchingLate(
  log: NarrativeLog,
  known: () => readonly KnownBreach[],
  more: Partial<Source> = {},
) {
  const reader = createFeedReader();
  const feed = startFeed({
    ...{ log, company: "one", past: 50, known },
    send: (message) => reader.take(message, 0),
  });
  feed.stop();
  const late = watching(reader.log, { since: () => reader.since, known: () => reader.known, ...more });
  await late.lookAtEnd();
  return { ...late, reader };
}
