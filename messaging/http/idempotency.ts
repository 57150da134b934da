import type { Request } from "express";
import { v4 } from "uuid";
import type { Clock } from "../clock.ts";
import { instant } from "../instant.ts";
import { beginning, idOf } from "../message.ts";
import type { Ended, LocalType } from "../reaction.ts";
import type { Running } from "../running/run.ts";
import { answerOf, otherBody, type Refusals, type Submitted } from "./answer.ts";
import { principalOf } from "./auth.ts";
import { Problem } from "./problem.ts";
import { traceparentOf } from "./trace.ts";

/** A request that wants something done, and the identity by which it is done once. */
export interface Asking {
  /** The message's id: always the same for the same customer, path and Idempotency-Key. New things can be named after it. */
  readonly id: string;
  /** A digest of what is asked for, which may be secret; undefined where the id alone says whether two are the same. */
  readonly asked: string | undefined;
  readonly traceparent: string | undefined;
}

/**
 * A request that must carry an Idempotency-Key.
 *
 * @throws Problem 400 when it has none, or one that cannot be read
 */
export function keyed(request: Request): Asking {
  const key = keyOf(request);
  if (key === undefined) {
    const detail = "send an Idempotency-Key header: the same for each attempt at the same thing";
    throw new Problem(400, "idempotency-key-missing", detail, {
      errors: [{ detail, header: "Idempotency-Key" }],
    });
  }
  const path = `${request.baseUrl}${request.path}`;
  return {
    id: idOf(JSON.stringify([principalOf(request).id, request.method, path, key])),
    asked: idOf(canonical(request.body)),
    traceparent: traceparentOf(request),
  };
}

/** A request that may carry an Idempotency-Key; without one, each is its own. */
export const keyedOrNew = (request: Request, newId: () => string = v4): Asking =>
  keyOf(request) === undefined
    ? { id: newId(), asked: undefined, traceparent: traceparentOf(request) }
    : keyed(request);

/** A webhook that tells how an outside call ended: the same message as the call's own answer, whichever comes first. */
export const asEnd = (request: Request, { id }: Pick<Ended, "id">): Asking => ({
  id,
  asked: undefined,
  traceparent: traceparentOf(request),
});

/** What is to be done. */
export interface Command<Data> {
  readonly type: LocalType<Data>;
  /** What it is about: an order id. */
  readonly subject: string;
  readonly data: Data;
  /** The HTTP status for each code that the reaction may refuse with. Default for those not named: 409. */
  readonly refusals?: Refusals;
}

/**
 * Hands a command in at the service's door and waits until what came of it is durable.
 *
 * @throws Problem when it was refused; 409 while the same key is being handled; 422 when its key was used for something else, or when
 * it can never succeed; 503 when it cannot be handled now
 */
export type Submit = <Data>(asking: Asking, command: Command<Data>) => Promise<Submitted>;

export interface SubmitOptions {
  readonly service: string;
  readonly running: Pick<Running, "submit">;
  readonly clock: Pick<Clock, "now">;
}

/** Makes commands of requests, each done once. */
export function createSubmit({ service, running, clock }: SubmitOptions): Submit {
  const inFlight = new Map<string, string>();

  return async ({ asked, id, traceparent }, { data, refusals = {}, subject, type }) => {
    const other = inFlight.get(id);
    if (asked !== undefined && other !== undefined) throw other === asked ? stillInFlight() : otherBody();
    if (asked !== undefined) inFlight.set(id, asked);
    const time = instant(clock.now());
    const message = beginning(
      { id, type: type.type, source: `/${service}`, subject, time, data },
      traceparent,
    );
    try {
      const result = await running.submit(message, asked ?? "");
      return answerOf(result, asked, refusals);
    } finally {
      if (asked !== undefined) inFlight.delete(id);
    }
  };
}

const stillInFlight = (): Problem =>
  new Problem(409, "idempotency-key-in-flight", "the first request with this Idempotency-Key is under way", {
    headers: { "Retry-After": "1" },
  });

/**
 * The key, as a string of RFC 9651 (`"abc"`), as the IETF draft wants it: it may hold spaces, and parameters behind it are ignored.
 * Many clients send it bare (`abc`), where the whole value is the key. Both are the same key.
 */
function keyOf(request: Request): string | undefined {
  const given = request.get("Idempotency-Key");
  if (given === undefined || given === "") return undefined;
  const [, quoted] = structured.exec(given) ?? [];
  const key = quoted?.replaceAll(/\\(["\\])/g, "$1") ?? (/^[\x21-\x7e]+$/.test(given) ? given : "");
  const isReadable = key.length >= 1 && key.length <= 255 && (quoted !== undefined || !given.startsWith('"'));
  if (isReadable) return key;
  const detail =
    'must be 1 to 255 ASCII characters: in double quotes (spaces are allowed; " and \\ are written \\" and \\\\), or bare without spaces';
  throw new Problem(400, "idempotency-key-invalid", `Idempotency-Key ${detail}`, {
    errors: [{ detail, header: "Idempotency-Key" }],
  });
}

/** A string item of RFC 9651, and what it may carry behind it: `"abc";name;name=value`. */
const structured =
  /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"(?:; *[a-z*][a-z0-9_.*-]*(?:=(?:"(?:[^"\\]|\\["\\])*"|[^ ;,"]+))?)*$/;

/** JSON with the fields of each object in the order of their names: equal for bodies that mean the same. */
const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
