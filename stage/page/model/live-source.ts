import { createLineReader } from "../../narrative/json-lines.ts";
import { createLog } from "../../narrative/log.ts";
import type { Source } from "./source.ts";

interface FeedMessage {
  readonly lines: readonly string[];
  readonly dropped: number;
}

/** The company in the process that serves this page, in real time. Resolves when the page has caught up. */
export async function liveSource(
  token: string | undefined,
  onChange: (text: string | undefined) => void,
): Promise<Source> {
  let log = createLog({ keep: 30_000 });
  let read = createLineReader();
  let dropped = 0;
  let lostAt: number | undefined;
  const events = new EventSource("page/feed");
  await new Promise<void>((resolve) => {
    events.onopen = () => {
      // After a lost connection the feed begins anew, with the present; what was missed is said, not shown.
      if (lostAt === undefined) return;
      const seconds = Math.round((Date.now() - lostAt) / 1_000);
      onChange(
        `The connection was lost for ${seconds} s. What happened meanwhile is in the state, not in the log.`,
      );
      log = createLog({ keep: 30_000 });
      read = createLineReader();
      lostAt = undefined;
    };
    events.onerror = () => {
      lostAt ??= Date.now();
      onChange("The connection is lost; the page connects again.");
    };
    events.onmessage = ({ data }) => {
      const message: FeedMessage = JSON.parse(data);
      for (const line of message.lines) log.append(read(line));
      dropped = message.dropped;
      resolve();
    };
  });
  const began = { position: 0, at: log.entries.at(0)?.at ?? Date.now() };
  const first = log.entries.findIndex(({ kind }) => kind === "person");
  if (first > 0) began.position = first;
  return {
    kind: "process",
    get log() {
      return log;
    },
    get began() {
      return { ...began, position: Math.max(began.position, log.first) };
    },
    allows: () =>
      token === undefined
        ? "You are watching. The address that npm start prints has the token for these controls."
        : true,
    async act(action) {
      const response = await fetch("page/act", {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(action),
      });
      if (!response.ok) throw new Error(String(Object(await response.json()).detail));
    },
    dropped: () => dropped,
  };
}
