import type { CompanyState } from "../../../narrative/state.ts";
import { customerOf, harmTo } from "../../../narrative/text/results/harm.ts";
import { labelOf, short } from "../words.ts";

const harmBy: readonly (readonly [RegExp, Parameters<typeof harmTo>[2]])[] = [
  [/one charge/, ["chargedTwice"]],
  [/pays the price/, ["chargedTwice", "notRefunded", "unpaid", "paidAndWaiting"]],
  [/delivered or cancelled/, ["paidAndWaiting", "waiting"]],
];

/** The breach as its customer feels it, in the words of the terminal, or as the order's books have it. */
export function toldOf(
  state: CompanyState,
  promise: string,
  violation: string,
  orderId: string,
): string | undefined {
  const kinds = harmBy.find(([pattern]) => pattern.test(promise))?.[1] ?? [];
  const harm = harmTo(state, orderId, kinds);
  if (harm) return harm;
  const [label, who] = [labelOf(state, orderId), customerOf(state, orderId)];
  const mail = /sent twice/.test(promise) && mailedTwice(state, orderId);
  if (mail) return `${who} got the mail “${mail}” twice`;
  for (const [pattern, sentence] of sentences) {
    const found = pattern.exec(violation);
    if (found) return sentence(label, who, found.slice(1));
  }
  return undefined;
}

/** The subject of a mail that left twice. */
function mailedTwice({ mailbox }: CompanyState, orderId: string): string | undefined {
  const sent = new Set<string>();
  return mailbox.find((mail) => {
    const isAgain = mail.orderId === orderId && sent.has(mail.notificationId);
    sent.add(mail.notificationId);
    return isAgain;
  })?.subject;
}

type Sentence = (label: string, who: string, found: readonly string[]) => string;

const sentences: readonly (readonly [RegExp, Sentence])[] = [
  [/, ([2-9]|\d\d) refunds/, (label, who, [n]) => `${who} got the money for ${label} back ${n} times`],
  [
    /before payment, and yet (.+)$/,
    (label, _, [what = ""]) =>
      `${label} was cancelled before it was paid, and ${what.replace(/, ([^,]+)$/, " and $1")} nevertheless`,
  ],
  [
    /^(\S+) of order \S+ was sent by (\S+) twice/,
    (label, who, [type = "", by]) => `${who} is about to get the ${by} on ${short(type)} of ${label} twice`,
  ],
  [
    /^(\w+)\/\S+ changed from (\S+) to (\S+)/,
    (label, _, [collection = "", from, to]) =>
      `${documents[collection] ?? collection} of ${label} went from ${from} to ${to}, which must not happen`,
  ],
  [
    /^(\S+) handled (\S+) \S+ twice/,
    (label, _, [by, type = ""]) => `${by} handled ${short(type)} of ${label} twice`,
  ],
  [
    /^(\S+) handled (\S+) \S+, which was never/,
    (label, _, [by, type = ""]) =>
      `${by} handled ${short(type)} of ${label}, which its publisher never committed`,
  ],
  [
    /^(\S+) never handled (\S+)/,
    (label, _, [by, type = ""]) => `${by} never handled ${short(type)} of ${label}`,
  ],
];

const documents: Readonly<Record<string, string>> = {
  orders: "the status",
  payments: "the payment",
  tickets: "the kitchen's ticket",
  deliveries: "the delivery",
};
