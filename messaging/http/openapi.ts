import type { Request, RequestHandler } from "express";
import { error as invalid, middleware } from "express-openapi-validator";
import { type Authenticate, admit, recognise } from "./auth.ts";
import { type Fault, Problem } from "./problem.ts";

/** An OpenAPI 3.1 document, as imported from `contracts/http/`. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  /** Required: an operation that is open to everybody says so itself, with `security: []`. */
  readonly security: readonly { readonly bearer: readonly string[] }[];
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly securitySchemes: { readonly bearer: object } };
}

/** Requests and responses that are not as the document says become problems; who asks is found out in between. */
export const openApiValidation = (
  openapi: OpenApiDocument,
  authenticate: Authenticate,
): readonly RequestHandler[] => [
  ...middleware({
    // The validator changes what it is given. That the document is OpenAPI, it checks itself, before the first request.
    apiSpec: structuredClone(openapi) as unknown as Parameters<typeof middleware>[0]["apiSpec"],
    // Not all errors: a body made to fail a hundred thousand times must not cost more than one that fails once.
    validateRequests: { allErrors: false },
    validateResponses: { allErrors: false },
    validateSecurity: { handlers: { bearer: (request) => identify(request, authenticate) } },
    fileUploader: false,
  }),
  withBody,
  withDecimalNumbers,
];

/** The validator asks for a body only where its schema asks for a field. */
const withBody: RequestHandler = (request, _response, next) => {
  const operation = "openapi" in request ? Object(request.openapi).schema : undefined;
  if (operation?.requestBody?.required === true && request.body === undefined) {
    const errors = [{ detail: "is missing", pointer: "" }];
    throw new Problem(400, "invalid-request", "the body is missing", { errors });
  }
  next();
};

/**
 * The validator reads a number in a query as JavaScript would: `0x10` is 16, and `1e400` is Infinity, which no maximum refuses.
 * Here a number is digits, and a fraction where one is allowed.
 */
const withDecimalNumbers: RequestHandler = ({ query, url }, _response, next) => {
  const written = new URLSearchParams(url.split("?").slice(1).join("?"));
  const parameter = Object.keys(query).find((name) => !isDecimal(query[name], written.get(name)));
  if (parameter !== undefined) {
    const detail = "must be a number in decimal digits";
    throw new Problem(400, "invalid-request", `${parameter} ${detail}`, { errors: [{ detail, parameter }] });
  }
  next();
};

/** `written` is null where the document's default was filled in. */
function isDecimal(value: unknown, written: string | null): boolean {
  if (typeof value !== "number" || written === null) return true;
  return (Number.isInteger(value) ? /^-?\d+$/ : /^-?\d+\.\d+$/).test(written);
}

async function identify(request: Request, authenticate: Authenticate): Promise<boolean> {
  recognise(request, await admit(request.get("Authorization"), authenticate));
  return true;
}

/** The validator's errors as problems; anything else stays as it is. */
export function problemOfOpenApi(error: unknown): unknown {
  if (error instanceof invalid.BadRequest) {
    const { errors = [], message, path = "" } = error;
    const faults = (errors.length > 0 ? errors.slice(0, 20) : [{ path, message }]).map(faultOf);
    return new Problem(400, codeOf(faults), faults[0] ? sentence(faults[0]) : message, { errors: faults });
  }
  if (error instanceof invalid.Unauthorized) return new Problem(401, "unauthorized", error.message);
  if (error instanceof invalid.NotFound)
    return new Problem(404, "not-found", "there is nothing at this path");
  if (error instanceof invalid.MethodNotAllowed) {
    const Allow = error.headers?.Allow ?? "";
    return new Problem(405, "method-not-allowed", `this path knows ${Allow} only`, { headers: { Allow } });
  }
  if (error instanceof invalid.UnsupportedMediaType) {
    const detail = "the Content-Type must be one that the OpenAPI document names, such as application/json";
    return new Problem(415, "unsupported-media-type", detail);
  }
  return error;
}

/** The validator's paths begin with the part of the request that is meant: `/body/items/0`, `/query/limit`. */
function faultOf({ path, message, errorCode }: { path: string; message: string; errorCode?: string }): Fault {
  const [, part, pointer = ""] = /^\/(body|query|params|headers|cookies)(.*)$/s.exec(path) ?? [];
  const detail = clearer.find(([unclear]) => unclear.test(`${errorCode} ${message}`))?.[1] ?? message;
  const name = pointer.slice(1);
  if (part === "body") return { detail, pointer };
  if (part === "headers") return { detail, header: name };
  if (part) return { detail, parameter: name };
  return { detail };
}

const clearer: readonly (readonly [RegExp, string])[] = [
  [/^additionalProperties|Unknown query parameter/, "is not known here"],
  [/^required/, "is missing"],
  [/must be object/, "must be an object"],
  [/Empty value found/, "is empty"],
  [/malformed uri/, "the path cannot be decoded"],
];

/** A missing key is called the same, whether the document or the route demands it. */
function codeOf(faults: readonly Fault[]): string {
  const key = faults.find(({ header }) => header?.toLowerCase() === "idempotency-key");
  if (!key) return "invalid-request";
  return key.detail === "is missing" ? "idempotency-key-missing" : "idempotency-key-invalid";
}

function sentence({ detail, header, parameter, pointer }: Fault): string {
  const where = pointer === "" ? "the body" : (pointer ?? parameter ?? header);
  return where === undefined ? detail : `${where} ${detail}`;
}
