import { createHash } from "node:crypto";
import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { validateEnvelope } from "#contracts/generated/validators.js";
import { isJson } from "#contracts/generator/contracts.ts";
import type { Publication } from "#messaging/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import type { Service } from "#messaging/service.ts";
import { type Attempt, travelling } from "./any-message.ts";
import { goodMessage } from "./good.ts";
import { type Became, tell, toldOf } from "./inbox.ts";
import type { Judge, Judgement } from "./judge-message.ts";

/** One message that was sent, and what must become of it. */
export interface Sent {
  readonly publication: Publication;
  readonly judgement: Judgement | "good";
}

/** Attempts as they are sent to this service, with good messages between them. */
export function sending(
  name: ServiceName,
  { tree, judge }: { readonly tree: Snapshot; readonly judge: Judge },
): (attempts: readonly Attempt[]) => readonly Sent[] {
  const { service } = toldOf(name, virtualClock());
  const travels = travelling(name, tree);
  const good = (n: number): Sent => ({ publication: goodMessage(name, String(n)), judgement: "good" });
  return (attempts) => {
    const sent = attempts.map((attempt): Sent => {
      const publication = travels(attempt);
      return { publication, judgement: judge(publication, service) };
    });
    return [good(0), ...sent.flatMap((one, n) => (n % 10 === 9 ? [one, good(n)] : [one])), good(-1)];
  };
}

/** Sends them, and says what is wrong with what became of them; nothing, when all is well. */
export async function complaintsAbout(name: ServiceName, sent: readonly Sent[]): Promise<readonly string[]> {
  const became = await tell(
    name,
    sent.map(({ publication }) => publication),
  );
  return complaintsIn(sent, became, toldOf(name, virtualClock()).service);
}

/**
 * The same for what became of them elsewhere.
 *
 * @param enough the kinds of hops that are an end
 */
export function complaintsIn(
  sent: readonly Sent[],
  became: Became,
  service: Service,
  enough: readonly string[] = ends,
): readonly string[] {
  const parked = new Map<string, Publication[]>();
  for (const one of became.parked) parked.set(nameOf(one), [...(parked.get(nameOf(one)) ?? []), one]);
  const endsById = endsIn(became, enough);
  const take = (publication: Publication) => parked.get(nameOf(publication))?.shift();
  const complaints = sent.flatMap(({ publication, judgement }) => {
    const wrong = wrongWith(judgement, take(publication), endsById.get(idIn(publication.body)) ?? []);
    return wrong ? [`${wrong}: ${textOf(publication)}`] : [];
  });
  const surplus = [...parked.values()].flat().filter((one) => !isCallOf(service, one));
  return [
    ...became.troubles.map((trouble) => `the service is in trouble: ${trouble}`),
    ...complaints,
    ...surplus.map((one) => `parked, and nobody sent it: ${textOf(one)}`),
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
      ? `a good message was handled ${handled} times, parked ${reason}`
      : undefined;
  }
  if (!judgement.startsWith("readable")) {
    return reason === judgement
      ? undefined
      : `should be parked as ${judgement}, and was ${reason ?? `not: ${ends}`}`;
  }
  if (!parked) return ends.length > 0 ? undefined : "readable, and nobody knows what became of it";
  const isExplained = reason === "unprocessable" || reason === "not-storable" || /^not yet: /.test(error);
  if (isExplained || judgement !== "readable") return undefined;
  return `readable, and parked as ${reason}: ${error}`;
}

/** What became of each message, by its id, each time that it came. */
function endsIn({ hops }: Became, enough: readonly string[]): ReadonlyMap<unknown, readonly string[]> {
  const found = new Map<unknown, string[]>();
  for (const hop of hops) {
    if (!enough.includes(hop.kind) || !("message" in hop) || !hop.message) continue;
    const { id } = hop.message;
    found.set(id, [...(found.get(id) ?? []), hop.kind]);
  }
  return found;
}

/** What a hop says when a message has found its end, unless it was parked. */
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

/** A call that the world outside will never make is parked beside the messages. */
function isCallOf({ name, reactions }: Service, { body }: Publication): boolean {
  const value = valueIn(body);
  return validateEnvelope(value) && value.source === `/${name}` && reactions.has(value.type);
}

const nameOf = ({ body }: Publication): string => createHash("sha1").update(body).digest("base64");

/** A message for a person: cut short, and to be copyContracts. */
export function textOf({ exchange, routingKey, headers, body }: Publication): string {
  const text = Buffer.from(body).toString("utf8");
  const shown = text.length > 1_500 ? `${text.slice(0, 1_500)}… (${body.byteLength} bytes)` : text;
  return `${exchange} ${routingKey} ${JSON.stringify(headers)} ${JSON.stringify(shown)}`;
}
