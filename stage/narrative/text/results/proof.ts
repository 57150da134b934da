import { progressOf } from "../../order-of.ts";
import type { CompanyState } from "../../state.ts";
import { count, euros } from "../words.ts";

/** By order, how it ended, what the provider's ledger says of it, and which mails left: `#1 delivered · € charged €9.50, once · ✉ 6 mails, each once`. */
export const proofsIn = (state: CompanyState): readonly string[] =>
  [...state.orders.values()].map((order) => {
    const { label, orderId } = order;
    const status = progressOf(state, order, "lost").replaceAll("-", " ");
    return `${label} ${status} · € ledger: ${ledgerOf(state, orderId)} · ✉ ${mailsOf(state, orderId)}`;
  });

function ledgerOf({ provider }: CompanyState, orderId: string): string {
  const charges = [...provider.charges.values()].filter((charge) => charge.orderId === orderId);
  const refunds = provider.refunds.filter((refund) => refund.orderId === orderId);
  const charged = charges.filter(({ status }) => status === "succeeded");
  if (charged.length === 0) return charges.length === 0 ? "never asked" : "nothing charged";
  return [
    `charged ${sums(charged.map(({ amount }) => amount.amount))}`,
    ...(refunds.length === 0 ? [] : [`refunded ${sums(refunds.map(({ amount }) => amount.amount))}`]),
  ].join(", ");
}

const sums = (amounts: readonly number[]): string =>
  amounts.length === 1 ? `${euros(amounts[0] ?? 0)} once` : amounts.map(euros).join(" and ");

function mailsOf({ mailbox }: CompanyState, orderId: string): string {
  const sent = mailbox.filter((mail) => mail.orderId === orderId);
  const different = new Set(sent.map(({ notificationId }) => notificationId)).size;
  const often = sent.length === different ? "each once" : `${count(sent.length - different, "time")} again`;
  return sent.length === 0 ? "no mail" : `${count(different, "mail")}, ${often}`;
}
