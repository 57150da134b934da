import type { Hop } from "#messaging/instance/hops.ts";
import { short } from "./words.ts";

type OfType = { readonly type: string };
type Failed = Pick<Extract<Hop, { kind: "failed" }>, "service" | "why"> & { readonly message: OfType };
/** Why a message must wait or was parked, as a person reads it: without the word by which the chassis tells a wait from a failure. */
export const reasonText = (why: string): string => why.replace(/^not yet: /, "");

type Waiting = Pick<Extract<Hop, { kind: "waiting" }>, "for" | "why">;

/** What a request asked for, by the type of its command. */
const requests: Readonly<Record<string, string>> = {
  "orders.place-order": "the order",
  "orders.cancel-order": "the cancellation",
  "payments.confirm-payment": "the confirmation",
  "couriers.set-shift": "the shift",
  "couriers.hire": "the courier",
  "restaurants.change-restaurant": "the change",
  "restaurants.add-restaurant": "the restaurant",
  "notifications.set-preferences": "the change",
};

/** What a service answered when it did not do what it was asked. */
export const refusedText = ({ type }: OfType, why: string): string =>
  `${requests[type] ?? short(type)} was refused: ${why}`;

/** Why a request was not accepted, as a sentence without its period: errors of the chassis are written for programmers. */
export function notAcceptedText({ message: { type }, service, why }: Failed): string {
  const what = requests[type] ?? short(type);
  return `${causeText(service, why)}, so ${what} was not accepted`;
}

function causeText(service: string, why: string): string {
  if (isStoreAway(why)) return `${service} did not reach its database when it last tried`;
  return why;
}

const isStoreAway = (why: string): boolean => /(store|MongoDB) is away/.test(why);

/** What a service waits for, and why: `its database: it does not answer`. */
export const waitingText = (hop: Waiting): string =>
  `${hop.for === "store" ? "its database" : `the ${hop.for}`}: ${whyWaiting(hop.why)}`;

function whyWaiting(why: string): string {
  if (isStoreAway(why) || /(broker|RabbitMQ) is away/.test(why)) return "it does not answer";
  const [, type, how, more = ""] = /^(\S+) was not confirmed \((\w+)\)(.*)$/.exec(why) ?? [];
  if (type === undefined) return why;
  return `${short(type)} ${how === "refused" ? "was refused" : "was not confirmed, and may have arrived"}${more}`;
}

/** Why a call failed, without the key with which it is repeated. */
export const callFailureText = (why: string): string =>
  why.replace(/: repeat .*/, "").replace(/ for [0-9a-f-]{36}/, "");
