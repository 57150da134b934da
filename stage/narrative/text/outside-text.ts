import type { OutsideEntry } from "../entry.ts";
import type { Told } from "./line.ts";
import type { Memory } from "./memory.ts";
import type { Styles } from "./terminal/styles.ts";
import { euros } from "./words.ts";

const ledgerWords = {
  succeeded: "charged",
  declined: "declined",
  "requires-confirmation": "awaits the customer's confirmation of",
} as const;

/** The outside world: the provider's ledger, and the mails. */
export function outsideText(entry: OutsideEntry, memory: Memory, { dim, fault, proof }: Styles): Told {
  if (entry.kind === "refund")
    return { tone: "proof", text: proof(`€ ledger: refunded ${euros(entry.refund.amount.amount)}`) };
  if (entry.kind === "charge") {
    const { amount, id, key, orderId, status } = entry.charge;
    const charges = memory.charges.get(orderId) ?? new Set<string>();
    if (status === "succeeded") memory.charges.set(orderId, charges.add(id));
    const line = proof(`€ ledger: ${ledgerWords[status]} ${euros(amount.amount)}`);
    return { tone: "proof", text: `${line} ${dim(`(key ${shortKey(key)})`)}` };
  }
  const { channel, notificationId, subject } = entry.mail;
  const text = `✉ ${channel === "email" ? "" : `${channel} `}“${subject}”`;
  const isAgain = memory.mails.has(notificationId);
  memory.mails.add(notificationId);
  return isAgain ? { tone: "fault", text: fault(`${text} once more`) } : { tone: "step", text };
}

/** A key that contains the time (`charge:… at 1767376800050`) shows its seconds: `charge:…@00.050`. */
export const shortKey = (text: string): string =>
  text.replaceAll(/ at (\d{13})\b/g, (_, ms) => `@${new Date(Number(ms)).toISOString().slice(17, 23)}`);
