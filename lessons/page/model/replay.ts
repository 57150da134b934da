import type { Entry } from "#stage/narrative/entry.ts";
import { createLog } from "#stage/narrative/log.ts";
import { createSession, type Session } from "#stage/page/model/session/session.ts";
import type { Source } from "#stage/page/model/session/source.ts";

const over = "This has already happened: open it on the page with the company to change it.";

/** A recorded run as a session of the page, at its end. Map, timeline and promises show it as they show a company that runs. */
export function replay(entries: readonly Entry[]): Session {
  const log = createLog();
  for (const entry of entries) log.append(entry);
  const position = Math.max(
    0,
    entries.findIndex(({ kind }) => kind === "begins"),
  );
  const source: Source = {
    kind: "tab",
    isRecorded: true,
    log,
    began: { position, at: log.entry(position)?.at ?? 0 },
    allows: () => over,
    act: async () => {},
    dropped: () => 0,
  };
  const session = createSession(source);
  session.stopsAtBreach.value = false;
  session.player.seek(log.end);
  return session;
}
