import { open } from "node:fs/promises";
import type { ServiceName } from "#contracts/generated/events.ts";
import type { Note, Parked, Reason } from "./parked-messages.ts";

/** What is written down about one message that somebody did something about. */
export type AuditRecord = Note & {
  /** `redrive` and `drop` are written before it is done; `failed` and `gone` after them say that it came to nothing. */
  readonly did: "redrive" | "drop" | "failed" | "gone";
  /** The broker, or the company, without a password. */
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
  /** Of a failure. */
  readonly error?: string;
  /** Of a message that is dropped: the whole of it, so that it can be published again. */
  readonly message?: { readonly messageId: string; readonly headers: object; readonly bodyBase64: string };
};

/** Where it is written down who did what. Resolves when it is on the disk. */
export type Audit = (record: AuditRecord) => Promise<void>;

/** What an audit says about a message. */
export const recordOf = (did: AuditRecord["did"], parked: Parked, note: Note, where: string): AuditRecord => {
  const { attempts, fingerprint, firstSeen, id, order, parkedAt, reason, redriven, service, type } = parked;
  return {
    ...note,
    did,
    where,
    ...{ service, id, fingerprint, type, order, reason, attempts, redriven, firstSeen, parkedAt },
    ...(did === "drop" ? { message: wholeOf(parked) } : {}),
  };
};

const wholeOf = ({ body, headers, messageId }: Parked) => ({
  messageId,
  headers,
  bodyBase64: Buffer.from(body).toString("base64"),
});

/**
 * A file to which one JSON object a line is appended. Only its owner may read it: what is dropped may be about a person.
 *
 * @throws Error saying what to do, when it cannot be written
 */
export async function auditFile(path: string): Promise<{ audit: Audit; close(): Promise<void> }> {
  const file = await open(path, "a", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the audit record cannot be written: ${error.message}; name another file with --audit`, {
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
