import type { Order } from "#orders/order.ts";
import { orderOf } from "../../order-of.ts";
import type { CompanyState } from "../../state.ts";
import { count, euros, sentenceCase } from "../words.ts";

/** Harm to a person by a violated invariant, for one order. */
export interface Harm {
  readonly kind: keyof typeof many;
  readonly label: string;
  /** The sentence for a single case. */
  readonly one: string;
}

/** The sentences for several cases, by kind; followed by their orders. */
const many = {
  chargedTwice: (n: number) => `${n} customers were charged more than once`,
  notRefunded: (n: number) =>
    `${n} customers paid for orders that were cancelled, and never got their money back`,
  waiting: (n: number) => `${n} customers wait for their orders forever`,
  paidAndWaiting: (n: number) => `${n} customers have paid, and wait for their orders forever`,
  unpaid: (n: number) => `${n} orders were delivered and never paid`,
  cookedForNothing: (n: number) => `the kitchen cooked ${n} orders that their customers had cancelled`,
  toldTwice: (n: number) => `${n} customers got the same mails twice`,
  toldWrongly: (n: number) =>
    `${n} customers were told that they had paid, and then that their orders were cancelled`,
} as const;

/**
 * Who was harmed, and how: one sentence for each kind of harm, the worst first. Empty when all that is broken is bookkeeping that no
 * person has felt yet.
 */
export function harmsIn(state: CompanyState): readonly string[] {
  const all = allHarms(state);
  return (Object.keys(many) as (keyof typeof many)[]).flatMap((kind) => {
    const alike = all.filter((harm) => harm.kind === kind);
    const [first] = alike;
    if (!first) return [];
    if (alike.length === 1) return [first.one];
    const labels = alike.slice(0, 3).map(({ label }) => label);
    const rest = alike.length > 3 ? ` and ${alike.length - 3} more` : "";
    return [`${inSentence(many[kind](alike.length))}: ${labels.join(", ")}${rest}.`];
  });
}

/** The orders whose customers were harmed, in the order in which they were placed. */
export const harmedIn = (state: CompanyState): ReadonlySet<string> =>
  new Set([...state.orders.keys()].filter((orderId) => harmsTo(state, orderId).length > 0));

/** The first order that was harmed; undefined if none was. */
export const firstHarmed = (state: CompanyState): string | undefined => harmedIn(state).values().next().value;

/** The first of these harms to the customer of an order, in one sentence; undefined if there is none. */
export const harmTo = (
  state: CompanyState,
  orderId: string,
  kinds: readonly Harm["kind"][],
): string | undefined => harmsTo(state, orderId).find(({ kind }) => kinds.includes(kind))?.one;

/** Harm that nothing undoes. Before the company is at rest, a refund or a delivery may still come. */
const lasting: readonly Harm["kind"][] = ["chargedTwice", "unpaid", "cookedForNothing", "toldTwice"];

/** What a person has felt of an order so far, the worst first. @param isAtRest whether nothing more happens */
export const feltHarmsTo = (state: CompanyState, orderId: string, isAtRest: boolean): readonly Harm[] =>
  harmsTo(state, orderId).filter(({ kind }) => isAtRest || lasting.includes(kind));

/** The name of an order's customer, as the first word of a sentence. */
export const customerOf = (state: CompanyState, orderId: string): string =>
  inSentence(orderOf(state, orderId)?.customerId ?? "the customer");

const allHarms = (state: CompanyState): readonly Harm[] =>
  [...state.orders.keys()].flatMap((orderId) => harmsTo(state, orderId));

/** An order, of which a watcher knows only what hops show. */
type Watched = Pick<Order, "status"> & Partial<Order>;

function harmsTo(state: CompanyState, orderId: string): readonly Harm[] {
  const { label = orderId, notAccepted } = state.orders.get(orderId) ?? {};
  const order: Watched | undefined = orderOf(state, orderId);
  if (!order && notAccepted) return [];
  if (!order) return [{ kind: "waiting", label, one: `${label} was accepted, and then lost.` }];
  const { customerId, history = [], status, total } = order;
  const who = customerId === undefined ? "the customer" : inSentence(customerId);
  const charges = [...state.provider.charges.values()].filter(
    (charge) => charge.orderId === orderId && charge.status === "succeeded",
  );
  const charged = charges.reduce((sum, { amount }) => sum + amount.amount, 0);
  const refunds = state.provider.refunds.filter((refund) => refund.orderId === orderId);
  const refunded = refunds.reduce((sum, { amount }) => sum + amount.amount, 0);
  const kept = charged - refunded;
  const price = total && euros(total.amount);
  const harms: Harm[] = [];
  const harm = (kind: Harm["kind"], one: string) => harms.push({ kind, label, one: inSentence(one) });
  if (charges.length > 1) {
    const isCancelled = status === "cancelled";
    const times = charges.length === 2 ? "twice" : `${charges.length} times`;
    const instead = price && !isCancelled ? ` instead of ${price}` : "";
    const back = refunded > 0 ? `, of which ${euros(refunded)} was refunded` : "";
    harm(
      "chargedTwice",
      `${who} was charged ${times} for ${label}${isCancelled ? ", which was cancelled" : ""}: ${euros(charged)}${instead}${back}.`,
    );
  }
  if (status === "cancelled" && kept > 0) {
    harm(
      "notRefunded",
      `${who} paid ${euros(kept)} for ${label}, which was cancelled, and never got it back.`,
    );
  }
  if (status !== "cancelled" && status !== "delivered") {
    const paid = kept > 0 ? `has paid ${euros(kept)}, and ` : "";
    harm(
      kept > 0 ? "paidAndWaiting" : "waiting",
      `${who} ${paid}waits for ${label} forever: it is still ${words(status)}, and no message or timer is left to move it on.`,
    );
  }
  if (total && status === "delivered" && kept < total.amount)
    harm("unpaid", `${label} was delivered, and ${who} never paid the ${price}.`);
  const ticket = ticketStatus(state, orderId);
  if (status === "cancelled" && (ticket === "ready" || ticket === "cooking") && isCancelledUnpaid(history)) {
    harm(
      "cookedForNothing",
      `The kitchen cooked ${label}, and a courier carried it, although ${who} had cancelled it.`,
    );
  }
  return [...harms, ...toldBadly(state, orderId, label, inSentence(who))];
}

/** Whether the cancellation came before the payment, as orders knows it. */
const isCancelledUnpaid = (history: readonly { readonly what: string }[]): boolean => {
  const facts = history.map(({ what }) => what);
  const cancelled = facts.indexOf("order-cancelled");
  const paid = facts.indexOf("payment-succeeded");
  return cancelled >= 0 && (paid < 0 || cancelled < paid);
};

function toldBadly(state: CompanyState, orderId: string, label: string, who: string): readonly Harm[] {
  const mails = state.mailbox.filter((mail) => mail.orderId === orderId);
  const ids = mails.map(({ notificationId }) => notificationId);
  const twice = new Set(ids.filter((id, i) => ids.indexOf(id) < i)).size;
  const subjects = mails.map(({ subject }) => subject);
  const order: Watched | undefined = orderOf(state, orderId);
  const hasExpired = order?.history?.some(({ what }) => what === "payment-expired");
  const isToldPaid = subjects.some((subject) => subject.startsWith("Payment received"));
  const wrongly = isToldPaid && hasExpired === true;
  return [
    ...(twice > 0
      ? [{ kind: "toldTwice", label, one: `${who} got ${count(twice, "mail")} twice.` } as const]
      : []),
    ...(wrongly
      ? [
          {
            kind: "toldWrongly",
            label,
            one: `${who} was told that ${label} was paid, and then that it was cancelled.`,
          } as const,
        ]
      : []),
  ];
}

const ticketStatus = (state: CompanyState, orderId: string): unknown =>
  Object(state.services.restaurants.documents.get(`tickets/${orderId}`)?.document).status;

const words = (status: string): string => status.replaceAll("-", " ");

/** As the beginning of a sentence, with simulated customers as people call them. */
const inSentence = (text: string): string => sentenceCase(text).replaceAll(/(?<=ustomer)-(?=\d)/g, " ");
