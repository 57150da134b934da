import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { type ErrorRequestHandler, json, type Request, type RequestHandler } from "express";
import { badRequest, Problem } from "./problem.ts";

/** The largest accepted body, in bytes, after decompression. */
export const maxBodyBytes = 1024 * 1024;

const bytes = new WeakMap<IncomingMessage, Uint8Array>();

/** The exact bytes of the body, to check a signature; empty if there is no JSON body. */
export const bodyBytesOf = (request: Request): Uint8Array => bytes.get(request) ?? new Uint8Array();

/** The deepest nesting of arrays and objects. No API needs half of it, and some code is recursive. */
export const maxDepth = 32;

const refuseOtherValues: RequestHandler = (request, _response, next) => {
  const { body } = request;
  if (bytes.has(request) && (typeof body !== "object" || body === null)) {
    throw wrong(`must be an object, not ${kindOf(body)}`);
  }
  if (hasLoneSurrogate(request)) throw wrong("contains half of a surrogate pair, which is not a character");
  next();
};

/** Reads JSON bodies. The OpenAPI validation refuses other types. */
export const jsonBody: readonly (RequestHandler | ErrorRequestHandler)[] = [
  withKnownType,
  json({
    limit: maxBodyBytes,
    type: "application/json",
    // A strict parser would report `null` as invalid JSON.
    strict: false,
    verify(request, _response, body) {
      // The parser would silently replace invalid UTF-8.
      if (!isUtf8(body)) throw new Problem(400, "malformed-json", "the body is not JSON in UTF-8");
      if (isDeeperThan(maxDepth, body)) throw wrong(`is nested deeper than ${maxDepth} levels`);
      bytes.set(request, body);
    },
  }),
  (error, _request, _response, next) => next(problemOfParser(error)),
  refuseOtherValues,
];

/** An error in the body as a whole. */
const wrong = (detail: string): Problem =>
  badRequest("invalid-request", `the body ${detail}`, { detail, pointer: "" });

const kindOf = (value: unknown): string =>
  value === null ? "null" : `a ${typeof value === "string" ? "text" : typeof value}`;

/**
 * Reduces the Content-Type to two values: JSON, and one for everything else. The validator compiles the
 * document for each value that it sees, keeps the result forever, and fails on some. JSON has no parameters,
 * so they are ignored (RFC 6838, 4.3), except for a charset other than UTF-8.
 */
function withKnownType({ headers }: IncomingMessage, _response: unknown, next: () => void): void {
  const given = headers["content-type"];
  if (given !== undefined)
    headers["content-type"] = isJsonType(given) ? "application/json" : "unknown/unknown";
  next();
}

const token = "[!#$%&'*+.^_`|~0-9a-z-]+";
// Each space can match in one place only: otherwise 60 semicolons and spaces would take exponential time.
const parameter = `;[ \\t]*(?:${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*")[ \\t]*)?`;
const jsonType = new RegExp(`^application/json[ \\t]*(?:${parameter})*$`, "i");
const charset = /;[ \t]*charset=(?:"([^"]*)"|([^;\s]*))/gi;

const isJsonType = (given: string): boolean =>
  jsonType.test(given) &&
  [...given.matchAll(charset)].every(([, quoted, bare]) => /^utf-?8$/i.test(quoted ?? bare ?? ""));

/**
 * True if arrays and objects are nested deeper. Scans the bytes, because parsing may already be recursive.
 */
export function isDeeperThan(limit: number, body: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i];
    if (inText && byte === backslash) i += 1;
    else if (byte === quote) inText = !inText;
    else if (!inText && (byte === openArray || byte === openObject)) depth += 1;
    else if (!inText && (byte === closeArray || byte === closeObject)) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

const [quote, backslash, openArray, closeArray, openObject, closeObject] = Buffer.from('"\\[]{}');

/**
 * JSON can escape half of a surrogate pair (`"\\ud800"`), which UTF-8 cannot encode: it would change when
 * stored.
 */
function hasLoneSurrogate(request: Request): boolean {
  const body = bytes.get(request);
  if (body === undefined || !/\\u[dD][89a-fA-F]/.test(Buffer.from(body).toString("latin1"))) return false;
  // `JSON.stringify` writes complete pairs unescaped, so only half of a pair is escaped now.
  return /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(request.body));
}

/** The errors that the parser marks by a type, as problems; other errors unchanged. */
function problemOfParser(error: { readonly type?: unknown; readonly message?: string } | undefined): unknown {
  switch (error?.type) {
    case "entity.parse.failed":
      return new Problem(400, "malformed-json", `the body is not JSON: ${error.message}`);
    case "entity.too.large":
      return new Problem(413, "body-too-large", `a body may have at most ${maxBodyBytes} bytes`);
    case "charset.unsupported":
      return new Problem(415, "unsupported-media-type", "the body must be JSON in UTF-8");
    case "encoding.unsupported": {
      const detail = "the body may be compressed with gzip, deflate or br, or not at all";
      return new Problem(415, "unsupported-media-type", detail);
    }
    default:
      return error;
  }
}
