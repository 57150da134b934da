import type { Request, RequestHandler } from "express";
import { error as invalid, middleware } from "express-openapi-validator";
import { type Authenticate, admit, setPrincipal } from "../request/auth.ts";
import { badRequest, methodNotAllowed, Problem, type ProblemDetail } from "../request/problem.ts";

/** An OpenAPI 3.1 document, as imported from `contracts/http/`. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  /** The default for all operations; a public operation overrides it with `security: []`. */
  readonly security: readonly { readonly bearer: readonly string[] }[];
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly securitySchemes: { readonly bearer: object } };
}

/** Validates requests and responses against the document, and authenticates requests. */
export const openApiValidation = (
  openapi: OpenApiDocument,
  authenticate: Authenticate,
): readonly RequestHandler[] => [
  ...middleware({
    // A copy, because the validator changes it. The validator checks the document itself before the first
    // request.
    apiSpec: structuredClone(openapi) as unknown as Parameters<typeof middleware>[0]["apiSpec"],
    // Reports only the first error: a hostile body with a hundred thousand errors must not cost more.
    validateRequests: { allErrors: false },
    validateResponses: { allErrors: false },
    validateSecurity: { handlers: { bearer: (request) => identify(request, authenticate) } },
    fileUploader: false,
  }),
  withBody,
  withQueryAsWritten,
];

/** Requires a body: the validator accepts a missing one if its schema has no required field. */
const withBody: RequestHandler = (request, _response, next) => {
  const operation = "openapi" in request ? Object(request.openapi).schema : undefined;
  if (operation?.requestBody?.required === true && request.body === undefined) {
    throw badRequest("invalid-request", "the body is missing", { detail: "is missing", pointer: "" });
  }
  next();
};

/**
 * Compares the parsed query with the one that the client wrote. Rejects what the validator's parser drops unread, as
 * `limit[__proto__]`, which would change an object's prototype; and numbers that are no decimal digits, with a fraction
 * where one is allowed: it parses them as JavaScript does, so `0x10` is 16, and `1e400` is Infinity, which passes any
 * maximum.
 */
const withQueryAsWritten: RequestHandler = ({ query, url }, _response, next) => {
  const written = new URLSearchParams(url.split("?").slice(1).join("?"));
  const refuse = (parameter: string | undefined, detail: string): void => {
    if (parameter === undefined) return;
    throw badRequest("invalid-request", `${parameter} ${detail}`, { detail, parameter });
  };
  refuse(
    [...written.keys()].find((name) => name !== "" && !Object.hasOwn(query, name)),
    "is unknown",
  );
  refuse(
    Object.keys(query).find((name) => !isDecimal(query[name], written.get(name))),
    "must be a number in decimal digits",
  );
  next();
};

/** `written` is null if the value is the document's default. */
function isDecimal(value: unknown, written: string | null): boolean {
  if (typeof value !== "number" || written === null) return true;
  return (Number.isInteger(value) ? /^-?\d+$/ : /^-?\d+\.\d+$/).test(written);
}

async function identify(request: Request, authenticate: Authenticate): Promise<boolean> {
  setPrincipal(request, await admit(request.get("Authorization"), authenticate));
  return true;
}

/** Converts the validator's errors to problems; returns other errors unchanged. */
export function problemOfOpenApi(error: unknown): unknown {
  if (error instanceof invalid.BadRequest) {
    const { errors = [], message, path = "" } = error;
    const details = (errors.length > 0 ? errors.slice(0, 20) : [{ path, message }]).map(detailOf);
    const summary = details[0] ? sentence(details[0]) : message;
    return new Problem(400, codeOf(details), summary, { errors: details });
  }
  if (error instanceof invalid.Unauthorized) return new Problem(401, "unauthorized", error.message);
  if (error instanceof invalid.NotFound)
    return new Problem(404, "not-found", "there is nothing at this path");
  if (error instanceof invalid.MethodNotAllowed) return methodNotAllowed(error.headers?.Allow ?? "");
  if (error instanceof invalid.UnsupportedMediaType) {
    const detail = "the Content-Type must be one that the OpenAPI document names, such as application/json";
    return new Problem(415, "unsupported-media-type", detail);
  }
  return error;
}

interface ValidationError {
  readonly path: string;
  readonly message: string;
  readonly errorCode?: string;
}

/** The validator's paths start with the part of the request: `/body/items/0`, `/query/limit`. */
function detailOf({ path, message, errorCode }: ValidationError): ProblemDetail {
  const [, part, pointer = ""] = /^\/(body|query|params|headers|cookies)(.*)$/s.exec(path) ?? [];
  const detail = clearer.find(([unclear]) => unclear.test(`${errorCode} ${message}`))?.[1] ?? message;
  const name = pointer.slice(1);
  if (part === "body") return { detail, pointer };
  if (part === "headers") return { detail, header: name };
  if (part) return { detail, parameter: name };
  return { detail };
}

const clearer: readonly (readonly [RegExp, string])[] = [
  [/^additionalProperties|Unknown query parameter/, "is unknown"],
  [/^required/, "is missing"],
  [/must be object/, "must be an object"],
  [/Empty value found/, "is empty"],
  [/malformed uri/, "the path cannot be decoded"],
];

/** A missing Idempotency-Key has the same code, whether the document or the route requires it. */
function codeOf(details: readonly ProblemDetail[]): string {
  const key = details.find(({ header }) => header?.toLowerCase() === "idempotency-key");
  if (!key) return "invalid-request";
  return key.detail === "is missing" ? "idempotency-key-missing" : "idempotency-key-invalid";
}

function sentence({ detail, header, parameter, pointer }: ProblemDetail): string {
  const where = pointer === "" ? "the body" : (pointer ?? parameter ?? header);
  return where === undefined ? detail : `${where} ${detail}`;
}
