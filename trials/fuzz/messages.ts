import { createHash } from "node:crypto";
import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { validateEnvelope } from "#contracts/generated/validators.js";
import { isJson } from "#contracts/generator/contracts.ts";
import type { Publication } from "#messaging/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import type { Service } from "#messaging/service.ts";
import { type Attempt, publicationFor } from "./draw/any-message.ts";
import { goodMessage } from "./draw/good.ts";
import { type InboxResult, sendToInbox, serviceUnderTest } from "./inbox.ts";
import type { Judge, Judgement } from "./judge-message.ts";

/** A sent message, and its expected result. */
export interface Sent {
  readonly publication: Publication;
  readonly judgement: Judgement | "good";
}

/** Converts attempts to messages to this service, with valid messages in between. */
export function sending(
  name: ServiceName,
  { tree, judge }: { readonly tree: Snapshot; readonly judge: Judge },
): (attempts: readonly Attempt[]) => readonly Sent[] {
  const { service } = serviceUnderTest(name, virtualClock());
  const travels = publicationFor(name, tree);
  const good = (n: number): Sent => ({ publication: goodMessage(name, String(n)), judgement: "good" });
  return (attempts) => {
    const sent = attempts.map((attempt): Sent => {
      const publication = travels(attempt);
      return { publication, judgement: judge(publication, service) };
    });
    return [good(0), ...sent.flatMap((one, n) => (n % 10 === 9 ? [one, good(n)] : [one])), good(-1)];
  };
}

/** Sends the messages, and returns every unexpected result; empty if there is none. */
export async function unexpectedResults(
  name: ServiceName,
  sent: readonly Sent[],
): Promise<readonly string[]> {
  const results = await sendToInbox(
    name,
    sent.map(({ publication }) => publication),
  );
  return unexpectedIn(sent, results, serviceUnderTest(name, virtualClock()).service);
}

/**
 * Returns every unexpected result; empty if there is none.
 *
 * @param enough the kinds of hops that count as an end
 */
export function unexpectedIn(
  sent: readonly Sent[],
  results: InboxResult,
  service: Service,
  enough: readonly string[] = ends,
): readonly string[] {
  const parked = new Map<string, Publication[]>();
  for (const one of results.parked) parked.set(nameOf(one), [...(parked.get(nameOf(one)) ?? []), one]);
  const endsById = endsIn(results, enough);
  const take = (publication: Publication) => parked.get(nameOf(publication))?.shift();
  const complaints = sent.flatMap(({ publication, judgement }) => {
    const wrong = wrongWith(judgement, take(publication), endsById.get(idIn(publication.body)) ?? []);
    return wrong ? [`${wrong}: ${textOf(publication)}`] : [];
  });
  const surplus = [...parked.values()].flat().filter((one) => !isCallOf(service, one));
  return [
    ...results.troubles.map((trouble) => `the service reports a problem: ${trouble}`),
    ...complaints,
    ...surplus.map((one) => `parked, but never sent: ${textOf(one)}`),
  ];
}

function wrongWith(
  judgement: Sent["judgement"],
  parked: Publication | undefined,
  ends: readonly string[],
): string | undefined {
  const reason = parked?.headers["x-reason"];
  const error = String(parked?.headers["x-error"]);
  if (judgement === "good") {
    const handled = ends.filter((end) => end === "handled").length;
    return parked || handled !== 1
      ? `a valid message was handled ${handled} times, parked ${reason}`
      : undefined;
  }
  if (!judgement.startsWith("readable")) {
    return reason === judgement
      ? undefined
      : `should be parked as ${judgement}, but was ${reason ?? `not: ${ends}`}`;
  }
  if (!parked) return ends.length > 0 ? undefined : "readable, but has no result";
  const isExplained = reason === "unprocessable" || reason === "not-storable" || /^not yet: /.test(error);
  if (isExplained || judgement !== "readable") return undefined;
  return `readable, but parked as ${reason}: ${error}`;
}

/** The results of each message, by its id, one for each delivery. */
function endsIn({ hops }: InboxResult, enough: readonly string[]): ReadonlyMap<unknown, readonly string[]> {
  const found = new Map<unknown, string[]>();
  for (const hop of hops) {
    if (!enough.includes(hop.kind) || !("message" in hop) || !hop.message) continue;
    const { id } = hop.message;
    found.set(id, [...(found.get(id) ?? []), hop.kind]);
  }
  return found;
}

/** The kinds of hops that end a message, apart from parking. */
export const ends: readonly string[] = ["handled", "ignored", "refused", "duplicate"];

const idIn = (body: Uint8Array): unknown => {
  const value = valueIn(body);
  return isJson(value) ? value.id : undefined;
};

function valueIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Whether this is a call result of the service, which may be parked as well. */
function isCallOf({ name, reactions }: Service, { body }: Publication): boolean {
  const value = valueIn(body);
  return validateEnvelope(value) && value.source === `/${name}` && reactions.has(value.type);
}

const nameOf = ({ body }: Publication): string => createHash("sha1").update(body).digest("base64");

/** A message as text, truncated, to copy from. */
export function textOf({ exchange, routingKey, headers, body }: Publication): string {
  const text = Buffer.from(body).toString("utf8");
  const shown = text.length > 1_500 ? `${text.slice(0, 1_500)}… (${body.byteLength} bytes)` : text;
  return `${exchange} ${routingKey} ${JSON.stringify(headers)} ${JSON.stringify(shown)}`;
}
