import { createTransport } from "nodemailer";
import { Unprocessable } from "#messaging/errors.ts";
import { htmlOf } from "./html-mail.ts";
import type { Outgoing, Sender } from "./sender.ts";

export interface SmtpSenderOptions {
  /** The mail server's URL: `smtp://user:password@host:587`. */
  readonly url: string;
  /** The sender's address. */
  readonly from: string;
}

/**
 * Sends notifications as mails. Each call makes one attempt; the chassis retries with the same `Message-ID`.
 * Text and push messages have no provider here, so they become mails to addresses that show their channel.
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
        // After a timeout the chassis sends it again, so it must not stay in the connection pool.
        await transport.sendMail({ ...mailOf(notification, from), signal });
      } catch (error) {
        throw isPermanent(error) ? new Unprocessable(`the mail server rejected it: ${error.message}`) : error;
      }
    },
  };
}

/** The mail for a notification. */
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
    // One thread per order, in mail programs that show threads.
    references: `<${orderId}@${domain}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

const addressOf = ({ channel, to }: Outgoing, domain: string): string =>
  channel === "email" ? to : `${to}@${channel}.${domain}`;

/**
 * Whether the server will never accept this mail. A wrong login, sender address or connection setting is not
 * the mail's fault, so it is retried until it is fixed; so is a full mailbox.
 */
function isPermanent(error: unknown): error is Error {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code } = error;
  const command = "command" in error ? String(error.command) : "";
  const status = "responseCode" in error ? Number(error.responseCode) : undefined;
  if (code !== "EENVELOPE" && code !== "EMESSAGE") return false;
  // Without a response, nodemailer itself refused: an invalid address, or a mail above the server's size
  // limit.
  if (status === undefined) return !error.message.startsWith("Invalid sender");
  if (command === "MAIL FROM" || notTheMail.has(status)) return false;
  return status >= 500 && !(command === "RCPT TO" && status === mailboxFull);
}

/** The server wants TLS or a login first (503, 530, 534, 538), or the login is wrong (535). */
const notTheMail: ReadonlySet<number> = new Set([503, 530, 534, 535, 538]);

/** RFC 5321, 4.5.3.1.10: clients treat a 552 to RCPT TO as a temporary 452. */
const mailboxFull = 552;
