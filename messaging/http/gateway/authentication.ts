import type { Request } from "express";
import type { OpenApiDocument } from "../openapi/openapi.ts";
import { publicOperationsOf, templatesOf } from "../openapi/operations.ts";
import { canonicalTarget } from "../openapi/target.ts";
import { type Authenticate, admit } from "../request/auth.ts";

/** Resolves if a request may pass to its service; rejects with a 401 `Problem` if not. */
export type Authentication = (request: Request) => Promise<void>;

/**
 * The gateway's check: a valid token, unless the OpenAPI document declares the operation public
 * (`security: []`). An undocumented operation is not public. Roles and ownership are the service's decision.
 */
export function authentication(openapi: OpenApiDocument, authenticate: Authenticate): Authentication {
  const templates = templatesOf(openapi);
  const publicOperations = new Set(
    publicOperationsOf(openapi).map(({ method, path }) => `${method} ${path}`),
  );
  const canonical = canonicalTarget(openapi);
  return async (request) => {
    const path = canonical(request.originalUrl).split("?")[0] ?? "";
    const template = templates.find(({ matches }) => matches(path))?.path;
    const method = request.method === "HEAD" ? "GET" : request.method;
    // OPTIONS only lists a path's methods.
    if (method === "OPTIONS" || publicOperations.has(`${method} ${template}`)) return;
    await admit(request.get("Authorization"), authenticate);
  };
}
