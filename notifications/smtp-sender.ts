import { createTransport } from "nodemailer";
import { Unprocessable } from "#messaging/errors.ts";
import { htmlOf } from "./mail.ts";
import type { Outgoing, Sender } from "./sender.ts";

export interface SmtpSenderOptions {
  /** The mail server: `smtp://user:password@host:587`. */
  readonly url: string;
  /** The address that mails come from. */
  readonly from: string;
}

/**
 * Sends notifications as mails. One attempt a call: the chassis tries again, with the same `Message-ID`. Text messages and
 * pushes have no provider here, and become mails as well, to addresses by which one can tell them.
 */
export function smtpSender({ url, from }: SmtpSenderOptions): Sender {
  const domain = from.slice(from.lastIndexOf("@") + 1);
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
      const { name, notificationId, orderId, subject, text } = notification;
      try {
        await transport.sendMail({
          from: { name: "Pas de Cinq", address: from },
          to: { name, address: addressOf(notification, domain) },
          subject,
          text,
          ...(notification.channel === "email" ? { html: htmlOf(notification) } : {}),
          messageId: `<${notificationId}@${domain}>`,
          // One thread an order, in mail programs that make threads.
          references: `<${orderId}@${domain}>`,
          headers: { "Auto-Submitted": "auto-generated" },
          // What nobody waits for any more must not wait in the pool: it is sent again by the chassis.
          signal,
        });
      } catch (error) {
        throw isPermanent(error) ? new Unprocessable(`the mail server refuses it: ${error.message}`) : error;
      }
    },
  };
}

const addressOf = ({ channel, to }: Outgoing, domain: string): string =>
  channel === "email" ? to : `${to}@${channel}.${domain}`;

/** The server will never take this mail, or not for this address. What is wrong with our login is no mail's fault. */
function isPermanent(error: unknown): error is Error {
  if (!(error instanceof Error) || !("code" in error) || !("responseCode" in error)) return false;
  const { code, responseCode } = error;
  return (code === "EENVELOPE" || code === "EMESSAGE") && Number(responseCode) >= 500;
}
