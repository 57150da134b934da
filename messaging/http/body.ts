import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import {
  type ErrorRequestHandler,
  json,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import { Problem } from "./problem.ts";

/** The largest body that is read, in bytes, unpacked. */
export const maxBodyBytes = 1024 * 1024;

const bytes = new WeakMap<IncomingMessage, Uint8Array>();

/** The body's bytes as they came, for a signature to be checked against; empty when there is no JSON body. */
export const bodyBytesOf = (request: Request): Uint8Array => bytes.get(request) ?? new Uint8Array();

/** How deep arrays and objects may lie in each other: no body that the APIs know is half as deep, and some code is recursive. */
export const maxDepth = 32;

/** Reads JSON bodies. Other types stay unread; the OpenAPI validation refuses them. */
export const jsonBody: readonly (RequestHandler | ErrorRequestHandler)[] = [
  withKnownType,
  json({
    limit: maxBodyBytes,
    type: "application/json",
    // Otherwise the parser says of null that it is not valid JSON.
    strict: false,
    verify(request, _response, body) {
      // The parser would put a question mark in the place of what is no UTF-8, and nobody would know what was meant.
      if (!isUtf8(body)) throw new Problem(400, "malformed-json", "the body is not JSON in UTF-8");
      if (isDeeperThan(maxDepth, body)) throw wrong(`is nested deeper than ${maxDepth} levels`);
      bytes.set(request, body);
    },
  }),
  (error, _request, _response, next) => next(refusals.get(String(error?.type))?.(error) ?? error),
  (request: Request, _response: Response, next: NextFunction) => {
    const { body } = request;
    if (bytes.has(request) && (typeof body !== "object" || body === null)) {
      throw wrong(`must be an object, and not ${kindOf(body)}`);
    }
    if (hasHalfCharacter(request)) throw wrong("holds half of a surrogate pair, which is no character");
    next();
  },
];

/** The body as a whole is to blame. */
const wrong = (detail: string): Problem =>
  new Problem(400, "invalid-request", `the body ${detail}`, { errors: [{ detail, pointer: "" }] });

const kindOf = (value: unknown): string =>
  value === null ? "null" : `a ${typeof value === "string" ? "text" : typeof value}`;

/**
 * The validator compiles the document anew for each Content-Type that it meets, keeps what comes of it forever, and stumbles over some.
 * So it meets two: the one that the documents name, and one for all others. JSON has no parameters; unknown ones are ignored
 * (RFC 6838, 4.3), but for a charset that is not UTF-8.
 */
function withKnownType({ headers }: IncomingMessage, _response: unknown, next: () => void): void {
  const given = headers["content-type"];
  if (given !== undefined)
    headers["content-type"] = isJsonType(given) ? "application/json" : "unknown/unknown";
  next();
}

const token = "[!#$%&'*+.^_`|~0-9a-z-]+";
// Spaces belong to one place each: were they in two, a header of 60 semicolons and spaces would be looked at for years.
const parameter = `;[ \\t]*(?:${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*")[ \\t]*)?`;
const jsonType = new RegExp(`^application/json[ \\t]*(?:${parameter})*$`, "i");
const charset = /;[ \t]*charset=(?:"([^"]*)"|([^;\s]*))/gi;

const isJsonType = (given: string): boolean =>
  jsonType.test(given) &&
  [...given.matchAll(charset)].every(([, quoted, bare]) => /^utf-?8$/i.test(quoted ?? bare ?? ""));

/** Whether arrays and objects lie in each other deeper than that. Looks at the bytes, since parsing may already be recursive. */
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

/** JSON can escape half of a surrogate pair (`"\\ud800"`), which no UTF-8 can hold: databases and brokers would store something else. */
function hasHalfCharacter(request: Request): boolean {
  const body = bytes.get(request);
  if (body === undefined || !/\\u[dD][89a-fA-F]/.test(Buffer.from(body).toString("latin1"))) return false;
  // What is whole is written as it is; only a half is still escaped.
  return /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(request.body));
}

const refusals = new Map<string, (error: Error) => Problem>([
  [
    "entity.parse.failed",
    ({ message }) => new Problem(400, "malformed-json", `the body is not JSON: ${message}`),
  ],
  [
    "entity.too.large",
    () => new Problem(413, "body-too-large", `a body may have ${maxBodyBytes} bytes at most`),
  ],
  ["charset.unsupported", () => new Problem(415, "unsupported-media-type", "the body must be JSON in UTF-8")],
  [
    "encoding.unsupported",
    () =>
      new Problem(
        415,
        "unsupported-media-type",
        "the body may be packed with gzip, deflate or br, or not at all",
      ),
  ],
]);
