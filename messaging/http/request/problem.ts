import { STATUS_CODES } from "node:http";
import { Unavailable } from "../../errors.ts";

/** One error in a request and its location: a field of the body (JSON pointer), a parameter, or a header. */
export interface ProblemDetail {
  readonly detail: string;
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
}

/** An error response as in RFC 9457. Routes throw it. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** For programs: the `type` is `/problems/<code>`. */
  readonly code: string;
  readonly errors: readonly ProblemDetail[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: string,
    detail: string,
    more: {
      readonly errors?: readonly ProblemDetail[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, "cause" in more ? { cause: more.cause } : undefined);
    this.status = status;
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

/** The media type of a problem. */
export const problemType = "application/problem+json";

/** The JSON of a problem. Cuts texts that quote the request, which can be as long as the request itself. */
export const problemJson = ({ code, errors, message, status }: Problem): object => ({
  type: `/problems/${code}`,
  title: titleOf(code),
  status,
  detail: cut(message, 2_000),
  ...(errors.length > 0 ? { errors: errors.map(cutDetail) } : {}),
});

/** Cuts to the lengths in the OpenAPI documents. */
const cutDetail = ({ detail, header, parameter, pointer }: ProblemDetail): ProblemDetail => ({
  detail: cut(detail, 2_000),
  ...(pointer === undefined ? {} : { pointer: cut(pointer, 500) }),
  ...(parameter === undefined ? {} : { parameter: cut(parameter, 100) }),
  ...(header === undefined ? {} : { header: cut(header, 100) }),
});

const cut = (text: string, maxLength: number): string =>
  text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;

/** The resource does not exist, or this client must not know of it. */
export const notFound = (detail: string): Problem => new Problem(404, "not-found", detail);

/** The path exists, but not with this method (RFC 9110, 15.5.6). */
export const methodNotAllowed = (Allow: string): Problem =>
  new Problem(405, "method-not-allowed", `this path allows only ${Allow}`, { headers: { Allow } });

/** One error in a request, at a place that the summary names. */
export const badRequest = (code: string, summary: string, error: ProblemDetail): Problem =>
  new Problem(400, code, summary, { errors: [error] });

/** A temporary failure: nothing has happened, and the client may repeat the request. */
export const tryAgain = (detail: string, cause?: unknown): Problem =>
  new Problem(503, "unavailable", detail, { headers: { "Retry-After": "1" }, cause });

/**
 * Converts any error to a problem. Shows the message only of errors that are meant for clients; other errors
 * become a 500 without details, and remain in `cause`.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Unavailable) {
    const detail =
      "this service is busy, stopping, or cannot reach its database: retry, with the same Idempotency-Key if it is a command";
    const headers = { "Retry-After": String(error.retryAfterSeconds) };
    return new Problem(503, "unavailable", detail, { headers, cause: error });
  }
  const status = clientError(error);
  if (status) return new Problem(status, slug(STATUS_CODES[status] ?? ""), String(Object(error).message));
  return new Problem(500, "internal-error", "an internal error; the request is not at fault", {
    cause: error,
  });
}

/** The status of an error that Express or a parser marks as the client's and safe to show. */
function clientError(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("status" in error) || !("expose" in error)) return undefined;
  const { expose, status } = error;
  return expose === true && typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

const titleOf = (code: string): string =>
  `${code.slice(0, 1).toUpperCase()}${code.slice(1).replaceAll("-", " ")}`;
