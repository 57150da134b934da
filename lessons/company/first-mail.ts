import type { MakeChange } from "./changes.ts";
import { committing, performing, together } from "./changes.ts";
import { killedOnTheWay } from "./killed-on-the-way.ts";

/** Notifications dies between the two steps of its first mail, and runs again a minute later. */
export const killedWhileSending = killedOnTheWay({
  service: "notifications",
  afterMs: 2_000,
  downMs: 60_000,
  until: "delivered",
});

/** A step that never ends: the process is killed before the next one. */
const never = new Promise<never>(() => {});

/** Sends the mail, and dies before it notes that. */
export const sendsFirst: MakeChange = (tally) => {
  let first: string | undefined;
  let hasDied = false;
  return performing("notifications.send", async (send, [request, context]) => {
    const end = await send(request, context);
    first ??= context.key;
    if (context.key !== first) return end;
    tally("firstMail");
    if (hasDied) return end;
    hasDied = true;
    return never;
  });
};

/** Notes that the mail is sent, and dies before it sends it. */
export const notesFirst: MakeChange = () => {
  const entries = new Map<string, string>();
  let first: string | undefined;
  const sending = performing("notifications.send", async (send, [request, context], { store }) => {
    await store.settle([entries.get(context.key) ?? ""]);
    first ??= context.key;
    if (context.key === first) return never;
    return send(request, context);
  });
  const remembering = committing((change, commit) => {
    for (const entry of change.outbox) if (entry.kind === "call") entries.set(entry.key, entry.id);
    return commit(change);
  });
  return together([remembering, sending]);
};
