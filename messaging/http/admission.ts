import type { Request } from "express";
import { type Authenticate, admit } from "./auth.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { publicOperationsOf, templatesOf } from "./operations.ts";
import { canonicalTarget } from "./target.ts";

/** Resolves when a request may pass, and rejects with a 401 Problem when its service shall not see it. */
export type Admission = (request: Request) => Promise<void>;

/**
 * What a gateway asks of a request: a good token, unless its operation is open to everybody, as the OpenAPI document says
 * (`security: []`). What the document does not know is not open. Which role may do what, and with whose orders, the service decides.
 */
export function admission(openapi: OpenApiDocument, authenticate: Authenticate): Admission {
  const templates = templatesOf(openapi);
  const open = new Set(publicOperationsOf(openapi).map(({ method, path }) => `${method} ${path}`));
  const canonical = canonicalTarget(openapi);
  return async (request) => {
    const path = canonical(request.originalUrl).split("?")[0] ?? "";
    const template = templates.find(({ matches }) => matches(path))?.path;
    const method = request.method === "HEAD" ? "GET" : request.method;
    // OPTIONS says what a path allows, and no more.
    if (method === "OPTIONS" || open.has(`${method} ${template}`)) return;
    await admit(request.get("Authorization"), authenticate);
  };
}
