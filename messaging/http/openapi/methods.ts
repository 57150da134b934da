import type { RequestHandler } from "express";
import { methodNotAllowed } from "../request/problem.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { allowOf, operationsAt } from "./operations.ts";
import { canonicalTarget } from "./target.ts";

/** The routes for operators, which are not in the OpenAPI document. */
const operatorPaths = ["/healthz", "/readyz", "/metrics", "/openapi.json"];

/**
 * What RFC 9110 requires of every resource, applied first: a canonical target, HEAD wherever there is GET,
 * OPTIONS with `Allow`, and 405 with `Allow`.
 */
export function methodsAndTargets(openapi: OpenApiDocument): RequestHandler {
  const documented = operationsAt(openapi);
  const canonical = canonicalTarget(openapi);

  return (request, response, next) => {
    request.url = canonical(request.url);
    request.originalUrl = request.url;
    const path = request.url.split("?")[0] ?? "";
    const operations = operatorPaths.includes(path) ? [{ method: "GET" }] : documented(path);
    if (request.method === "OPTIONS" && path === "*") return void response.status(204).end();
    if (operations === undefined || operations.length === 0) return next();
    const allow = allowOf(operations);
    if (request.method === "OPTIONS") return void response.status(204).set("Allow", allow).end();
    // The same as GET; Node omits the body of a response to HEAD.
    if (request.method === "HEAD" && allow.includes("HEAD")) request.method = "GET";
    if (operations.some(({ method }) => method === request.method)) return next();
    throw methodNotAllowed(allow);
  };
}
