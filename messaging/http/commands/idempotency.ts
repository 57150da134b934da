import type { Request } from "express";
import { v4 } from "uuid";
import { idOf } from "../../message.ts";
import type { Ended } from "../../reaction.ts";
import { principalOf } from "../request/auth.ts";
import { badRequest, Problem } from "../request/problem.ts";
import { traceparentOf } from "../request/trace.ts";

/** The identity of a command: it is handled once. */
export interface CommandIdentity {
  /**
   * The message id: the same for the same customer, path and Idempotency-Key. New resources can use it as
   * their id.
   */
  readonly id: string;
  /** A digest of the body, which may be secret; undefined if the id alone identifies the command. */
  readonly digest: string | undefined;
  readonly traceparent: string | undefined;
}

/**
 * The identity of a request that must have an Idempotency-Key.
 *
 * @throws Problem 400 if the key is missing or invalid
 */
export function keyed(request: Request): CommandIdentity {
  const key = keyOf(request);
  if (key === undefined) {
    const detail = "send an Idempotency-Key header, the same for every attempt";
    throw badRequest("idempotency-key-missing", detail, { detail, header: "Idempotency-Key" });
  }
  const path = `${request.baseUrl}${request.path}`;
  return {
    id: idOf(JSON.stringify([principalOf(request).id, request.method, path, key])),
    digest: idOf(canonical(request.body)),
    traceparent: traceparentOf(request),
  };
}

/** The identity of a request that may have an Idempotency-Key; without one, each request is a new command. */
export const keyedOrNew = (request: Request, newId: () => string = v4): CommandIdentity =>
  keyOf(request) === undefined
    ? { id: newId(), digest: undefined, traceparent: traceparentOf(request) }
    : keyed(request);

/** The identity of a webhook about a call's result: the same message as the call's own response. */
export const asEnd = (request: Request, { id }: Pick<Ended, "id">): CommandIdentity => ({
  id,
  digest: undefined,
  traceparent: traceparentOf(request),
});

/**
 * A second request with a key, while the first is still being handled.
 *
 * @param inFlight the digest of the first one; undefined if there is none
 * @throws Problem 409, to be tried again; 422 if the bodies differ
 */
export function assertNotInFlight(digest: string | undefined, inFlight: string | undefined): void {
  if (digest === undefined || inFlight === undefined) return;
  assertSameBody(digest, inFlight);
  const detail = "the first request with this Idempotency-Key is in progress";
  throw new Problem(409, "idempotency-key-in-flight", detail, { headers: { "Retry-After": "1" } });
}

/**
 * A second request with a key gets the answer of the first, if their bodies are the same.
 *
 * @throws Problem 422 if they differ
 */
export function assertSameBody(digest: string | undefined, first: string): void {
  if (digest === undefined || first === digest) return;
  const detail = "this Idempotency-Key was used for another request: use a new one";
  throw new Problem(422, "idempotency-key-reused", detail);
}

/**
 * The key. The IETF draft requires a string of RFC 9651 (`"abc"`), which may contain spaces, and whose
 * parameters are ignored. Many clients send it bare (`abc`): then the whole value is the key. Both forms are
 * the same key.
 */
function keyOf(request: Request): string | undefined {
  const given = request.get("Idempotency-Key");
  if (given === undefined || given === "") return undefined;
  const [, quoted] = structured.exec(given) ?? [];
  const key = quoted?.replaceAll(/\\(["\\])/g, "$1") ?? (/^[\x21-\x7e]+$/.test(given) ? given : "");
  const isValid = key.length >= 1 && key.length <= 255 && (quoted !== undefined || !given.startsWith('"'));
  if (isValid) return key;
  const detail =
    "must be 1 to 255 ASCII characters, bare without spaces, or in double quotes " +
    '(with spaces allowed, and " and \\ written as \\" and \\\\)';
  const header = "Idempotency-Key";
  throw badRequest("idempotency-key-invalid", `${header} ${detail}`, { detail, header });
}

/** A string item of RFC 9651 with its parameters: `"abc";name;name=value`. */
const structured =
  /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"(?:; *[a-z*][a-z0-9_.*-]*(?:=(?:"(?:[^"\\]|\\["\\])*"|[^ ;,"]+))?)*$/;

/** JSON with sorted field names: equal for equivalent bodies. */
const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
