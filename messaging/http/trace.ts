import type { Request, RequestHandler } from "express";
import { v4 } from "uuid";

const ids = new WeakMap<Request, string>();

/** Gives each request an id (the client's, if it sent one), says it in the answer, and forbids caches to keep the answer. */
export const identified: RequestHandler = (request, response, next) => {
  const given = request.get("X-Request-Id") ?? "";
  const id = /^[\w.:-]{1,128}$/.test(given) ? given : v4();
  ids.set(request, id);
  // Behind a gateway in the same process, the service goes on with the same id.
  request.headers["x-request-id"] = id;
  response.set({ "X-Request-Id": id, "Cache-Control": "no-store" });
  next();
};

/** The id of a request, as in its answer's `X-Request-Id`. */
export const requestIdOf = (request: Request): string => ids.get(request) ?? "unknown";

/** The trace that the client began (W3C Trace Context); undefined when there is none, or none that can be read. */
export function traceparentOf(request: Request): string | undefined {
  const given = request.get("traceparent") ?? "";
  const isReadable = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(given);
  return isReadable ? given : undefined;
}
