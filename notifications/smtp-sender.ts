import { createTransport } from "nodemailer";
import { Unprocessable } from "#messaging/errors.ts";
import { htmlOf } from "./html-mail.ts";
import type { Outgoing, Sender } from "./sender.ts";

export interface SmtpSenderOptions {
  /** The mail server: `smtp://user:password@host:587`. */
  readonly url: string;
  /** The address that mails come from. */
  readonly from: string;
}

/**
 * Sends notifications as mails. One attempt a call: the chassis tries again, with the same `Message-ID`. Text
 * messages and pushes have no provider here, and become mails as well, to addresses by which one can tell
 * them.
 */
export function smtpSender({ url, from }: SmtpSenderOptions): Sender {
  const transport = createTransport({
    url,
    pool: true,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 8_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(notification, { signal }) {
      try {
        // What nobody waits for any more must not wait in the pool: it is sent again by the chassis.
        await transport.sendMail({ ...mailOf(notification, from), signal });
      } catch (error) {
        throw isPermanent(error) ? new Unprocessable(`the mail server refuses it: ${error.message}`) : error;
      }
    },
  };
}

/** A notification as the mail that it becomes. */
export function mailOf(notification: Outgoing, from: string) {
  const { channel, name, notificationId, orderId, subject, text } = notification;
  const domain = from.slice(from.lastIndexOf("@") + 1);
  return {
    from: { name: "Pas de Cinq", address: from },
    to: { name, address: addressOf(notification, domain) },
    subject,
    text,
    ...(channel === "email" ? { html: htmlOf(notification) } : {}),
    messageId: `<${notificationId}@${domain}>`,
    // One thread an order, in mail programs that make threads.
    references: `<${orderId}@${domain}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

const addressOf = ({ channel, to }: Outgoing, domain: string): string =>
  channel === "email" ? to : `${to}@${channel}.${domain}`;

/**
 * The server will never take this mail, or not for this address. What is wrong with our login, our sender's
 * address or the way we connect is no mail's fault: it is tried again until that is mended. So is a full
 * mailbox.
 */
function isPermanent(error: unknown): error is Error {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code } = error;
  const command = "command" in error ? String(error.command) : "";
  const status = "responseCode" in error ? Number(error.responseCode) : undefined;
  if (code !== "EENVELOPE" && code !== "EMESSAGE") return false;
  // Without an answer it is nodemailer that refuses: an address that is none, or more than the server says it
  // takes.
  if (status === undefined) return !error.message.startsWith("Invalid sender");
  if (command === "MAIL FROM" || notTheMail.has(status)) return false;
  return status >= 500 && !(command === "RCPT TO" && status === mailboxFull);
}

/** The server wants TLS or a login first (503, 530, 534, 538), or the login is wrong (535). */
const notTheMail: ReadonlySet<number> = new Set([503, 530, 534, 535, 538]);

/** RFC 5321, 4.5.3.1.10: at RCPT TO, clients treat it as the temporary 452. */
const mailboxFull = 552;
