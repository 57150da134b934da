import type { Request } from "express";
import { v4 } from "uuid";
import type { Clock } from "../clock.ts";
import { instant } from "../instant.ts";
import { beginning, idOf } from "../message.ts";
import type { Ended, LocalType } from "../reaction.ts";
import type { Running } from "../running/run-service.ts";
import { answerOf, otherBody, type Refusals, type Submitted } from "./answer.ts";
import { principalOf } from "./auth.ts";
import { Problem } from "./problem.ts";
import { traceparentOf } from "./trace.ts";

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
    throw new Problem(400, "idempotency-key-missing", detail, {
      errors: [{ detail, header: "Idempotency-Key" }],
    });
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

/** A command to submit. */
export interface Command<Data> {
  readonly type: LocalType<Data>;
  /** What it is about, such as the id of a customer. */
  readonly subject: string;
  readonly data: Data;
  /**
   * The HTTP status for each refusal code of the reaction.
   * @default 409 for each code that is not named
   */
  readonly refusals?: Refusals;
}

/**
 * Submits a command to the service, and waits until its effects are durable.
 *
 * @throws Problem if it was refused; 409 while the same key is being handled; 422 if its key was used for
 * another request, or it can never succeed; 503 if it cannot be handled now
 */
export type Submit = <Data>(identity: CommandIdentity, command: Command<Data>) => Promise<Submitted>;

export interface SubmitOptions {
  readonly service: string;
  readonly running: Pick<Running, "submit">;
  readonly clock: Pick<Clock, "now">;
}

/** Submits commands to a running service. Detects a command whose key is still being handled. */
export function createSubmit({ service, running, clock }: SubmitOptions): Submit {
  const inFlight = new Map<string, string>();

  return async ({ digest, id, traceparent }, { data, refusals = {}, subject, type }) => {
    const other = inFlight.get(id);
    if (digest !== undefined && other !== undefined) throw other === digest ? stillInFlight() : otherBody();
    if (digest !== undefined) inFlight.set(id, digest);
    const time = instant(clock.now());
    const message = beginning(
      { id, type: type.type, source: `/${service}`, subject, time, data },
      traceparent,
    );
    try {
      const result = await running.submit(message, digest ?? "");
      return answerOf(result, digest, refusals);
    } finally {
      if (digest !== undefined) inFlight.delete(id);
    }
  };
}

const stillInFlight = (): Problem =>
  new Problem(
    409,
    "idempotency-key-in-flight",
    "the first request with this Idempotency-Key is in progress",
    {
      headers: { "Retry-After": "1" },
    },
  );

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
  throw new Problem(400, "idempotency-key-invalid", `Idempotency-Key ${detail}`, {
    errors: [{ detail, header: "Idempotency-Key" }],
  });
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
