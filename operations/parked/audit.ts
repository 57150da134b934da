import { open } from "node:fs/promises";
import type { ServiceName } from "#contracts/generated/events.ts";
import type { Note, ParkedMessage, Reason } from "./parked-messages.ts";

/** The audit record of one action on one message. */
export type AuditRecord = Note & {
  /**
   * `redrive` and `drop` are recorded before the action; a following `failed` or `gone` says that it had no
   * effect.
   */
  readonly did: "redrive" | "drop" | "failed" | "gone";
  /** The URL of the broker or the company, without credentials. */
  readonly where: string;
  readonly service: ServiceName;
  readonly id: string;
  readonly fingerprint: string;
  readonly type: string | undefined;
  readonly order: string | undefined;
  readonly reason: Reason;
  readonly attempts: number;
  readonly redriven: number;
  readonly firstSeen: string | undefined;
  readonly parkedAt: string | undefined;
  /** Why the action failed. */
  readonly error?: string;
  /** The complete message, if it is dropped, so that it can be published again. */
  readonly message?: { readonly messageId: string; readonly headers: object; readonly bodyBase64: string };
};

/** Appends to the audit log. Resolves when the record is on disk. */
export type Audit = (record: AuditRecord) => Promise<void>;

/** The audit record for a message. */
export const recordOf = (
  did: AuditRecord["did"],
  parked: ParkedMessage,
  note: Note,
  where: string,
): AuditRecord => {
  const { attempts, fingerprint, firstSeen, id, order, parkedAt, reason, redriven, service, type } = parked;
  return {
    ...note,
    did,
    where,
    ...{ service, id, fingerprint, type, order, reason, attempts, redriven, firstSeen, parkedAt },
    ...(did === "drop" ? { message: wholeOf(parked) } : {}),
  };
};

const wholeOf = ({ body, headers, messageId }: ParkedMessage) => ({
  messageId,
  headers,
  bodyBase64: Buffer.from(body).toString("base64"),
});

/**
 * Opens the audit log, a file of JSON lines. Only its owner may read it: dropped messages may contain
 * personal data.
 *
 * @throws Error that says what to do, if the file cannot be written
 */
export async function auditFile(path: string): Promise<{ audit: Audit; close(): Promise<void> }> {
  const file = await open(path, "a", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the audit log cannot be opened: ${error.message}; choose another file with --audit`, {
      cause: error,
    });
  });
  return {
    async audit(record) {
      await file.appendFile(`${JSON.stringify(record)}\n`);
      await file.datasync();
    },
    close: () => file.close(),
  };
}
