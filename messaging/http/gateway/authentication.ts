import type { Request } from "express";
import type { OpenApiDocument } from "../openapi/openapi.ts";
import { operationsAt } from "../openapi/operations.ts";
import { canonicalTarget } from "../openapi/target.ts";
import { type Authenticate, admit } from "../request/auth.ts";

/** Resolves if a request may pass to its service; rejects with a 401 `Problem` if not. */
export type Authentication = (request: Request) => Promise<void>;

/**
 * The gateway's check: a valid token, unless the OpenAPI document declares the operation public
 * (`security: []`). An undocumented operation is not public. Roles and ownership are the service's decision.
 */
export function authentication(openapi: OpenApiDocument, authenticate: Authenticate): Authentication {
  const documented = operationsAt(openapi);
  const canonical = canonicalTarget(openapi);
  return async (request) => {
    const path = canonical(request.originalUrl).split("?")[0] ?? "";
    const wanted = request.method === "HEAD" ? "GET" : request.method;
    const isPublic = documented(path)?.some((one) => one.isPublic && one.method === wanted);
    // OPTIONS only lists a path's methods.
    if (wanted === "OPTIONS" || isPublic) return;
    await admit(request.get("Authorization"), authenticate);
  };
}
