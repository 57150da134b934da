import { invariants } from "../../../guarantees/invariants.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { createSession } from "../../model/session/session.ts";
import type { Source } from "../../model/session/source.ts";

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
    async lookAtEnd() {
      page.player.seek(log.end);
      await look();
    },
  };
}
