import type { Request, RequestHandler } from "express";
import { v4 } from "uuid";

const ids = new WeakMap<Request, string>();

/**
 * Gives each request an id (the client's, if it sent one), returns it, and forbids caching of the response.
 */
export const identified: RequestHandler = (request, response, next) => {
  const given = request.get("X-Request-Id") ?? "";
  const id = /^[\w.:-]{1,128}$/.test(given) ? given : v4();
  ids.set(request, id);
  // Behind a gateway in the same process, the service uses the same id.
  request.headers["x-request-id"] = id;
  response.set({ "X-Request-Id": id, "Cache-Control": "no-store" });
  next();
};

/** The id of a request, as in its response's `X-Request-Id`. */
export const requestIdOf = (request: Request): string => ids.get(request) ?? "unknown";

/** The client's trace (W3C Trace Context); undefined if there is none, or it is invalid. */
export function traceparentOf(request: Request): string | undefined {
  const given = request.get("traceparent") ?? "";
  const isValid = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(given);
  return isValid ? given : undefined;
}
