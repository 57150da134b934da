import type { RequestHandler } from "express";
import type { OpenApiDocument } from "./openapi.ts";
import { allowOf, templatesOf } from "./operations.ts";
import { Problem } from "./problem.ts";
import { canonicalTarget } from "./target.ts";

/** What each service answers to those who run it, beside its OpenAPI document. */
const watched = ["/healthz", "/readyz", "/metrics", "/openapi.json"];

/** Headers of which a second one makes a request that two readers understand differently. */
const singular = ["authorization", "content-type", "idempotency-key", "provider-signature"];

/**
 * What RFC 9110 asks of every resource, before anything else looks at the request: its target in one form, each decisive header
 * once, HEAD where GET is served, OPTIONS with `Allow`, 405 with `Allow`.
 */
export function methodsAndTargets(openapi: OpenApiDocument): RequestHandler {
  const templates = templatesOf(openapi);
  const canonical = canonicalTarget(openapi);

  return (request, response, next) => {
    const twice = singular.find((name) => timesIn(request.rawHeaders, name) > 1);
    if (twice !== undefined) {
      const detail = "is there more than once: which one holds?";
      const header = twice;
      throw new Problem(400, "malformed-request", `the header ${twice} ${detail}`, {
        errors: [{ detail, header }],
      });
    }
    request.url = canonical(request.url);
    request.originalUrl = request.url;
    const path = request.url.split("?")[0] ?? "";
    const operations = watched.includes(path)
      ? [{ method: "GET" }]
      : templates.find(({ matches }) => matches(path))?.operations;
    if (request.method === "OPTIONS" && path === "*") return void response.status(204).end();
    if (operations === undefined || operations.length === 0) return next();
    const allow = allowOf(operations);
    if (request.method === "OPTIONS") return void response.status(204).set("Allow", allow).end();
    // Node sends no body to HEAD, whatever is written; all the rest is as for GET.
    if (request.method === "HEAD" && allow.includes("HEAD")) request.method = "GET";
    if (operations.some(({ method }) => method === request.method)) return next();
    throw new Problem(405, "method-not-allowed", `this path knows ${allow} only`, {
      headers: { Allow: allow },
    });
  };
}

function timesIn(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === name).length;
}
