import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { type ErrorRequestHandler, json, type Request, type RequestHandler } from "express";
import { Problem } from "./problem.ts";

/** The largest body that is read, in bytes, unpacked. */
export const maxBodyBytes = 1024 * 1024;

const bytes = new WeakMap<IncomingMessage, Uint8Array>();

/** The body's bytes as they came, for a signature to be checked against; empty when there is no JSON body. */
export const bodyBytesOf = (request: Request): Uint8Array => bytes.get(request) ?? new Uint8Array();

/** Reads JSON bodies. Other types stay unread; the OpenAPI validation refuses them. */
export const jsonBody: readonly (RequestHandler | ErrorRequestHandler)[] = [
  json({
    limit: maxBodyBytes,
    type: ["application/json", "application/*+json"],
    verify(request, _response, body) {
      // The parser would put a question mark in the place of what is no UTF-8, and nobody would know what was meant.
      if (!isUtf8(body)) throw new Problem(400, "malformed-json", "the body is not JSON in UTF-8");
      bytes.set(request, body);
    },
  }),
  (error, _request, _response, next) => next(refusals.get(String(error?.type))?.(error) ?? error),
];

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
