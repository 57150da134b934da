import type { NarrativeLog } from "../../log.ts";

/**
 * Without deduplication, a mail that still came once, and why: notifications keeps a document for each order, and a copy of the
 * message that creates it finds it. Undefined if no document prevented a mail.
 */
export function sparedMail({ entries, present }: NarrativeLog): string | undefined {
  const mailFor = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind === "committed")
      for (const one of entry.change.outbox)
        if (one.kind === "call") mailFor.set(`${entry.service} ${one.cause.id}`, one.key);
    if (entry.kind !== "ignored") continue;
    const key = mailFor.get(`${entry.service} ${entry.message.id}`);
    const mail = present.mailbox.find(({ notificationId }) => notificationId === key);
    if (!mail) continue;
    const first = present.mailbox.find(({ orderId }) => orderId === mail.orderId);
    const named = mail === first ? "The first" : `“${mail.subject}”`;
    return `${named} came once: ${entry.service} ignored the copy of its message because ${entry.why}.`;
  }
  return undefined;
}
