import type { Contact } from "./contact.ts";
import type { Announced, News } from "./notification-policy.ts";
import { texts } from "./texts.ts";
import { line } from "./untrusted-text.ts";

/**
 * The text of one notification: a subject and a body for a mail, and a short form (at most 160 characters)
 * for a phone.
 */
export interface Words {
  readonly subject: string;
  readonly text: string;
  readonly short: string;
}

/** Renders an event as the text that the customer reads. */
export function render<T extends Announced>(type: T, news: News<T>, contact: Contact): Words {
  const { subject, body, short } = texts[type](news, contact);
  const text = [
    `Hello ${line(contact.name, 100)},`,
    ...body,
    `Order number: ${contact.orderId}`,
    "Pas de Cinq",
  ];
  return { subject: line(subject, 120), text: `${text.join("\n\n")}\n`, short: line(short, 160) };
}
