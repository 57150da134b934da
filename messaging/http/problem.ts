import { STATUS_CODES } from "node:http";
import { Unavailable } from "../errors.ts";

/** One thing that is wrong with a request, and where: a field of the body (JSON pointer), a parameter, or a header. */
export interface Fault {
  readonly detail: string;
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
}

/** What a request is answered that cannot be answered otherwise: a problem as in RFC 9457. Routes throw it. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** For a program: it becomes the `type`, as `/problems/<code>`. */
  readonly code: string;
  readonly errors: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: string,
    detail: string,
    more: {
      readonly errors?: readonly Fault[];
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

/** A problem as the JSON that is sent. What a client wrote and reads again here is cut short: it can be as long as a request. */
export const problemJson = ({ code, errors, message, status }: Problem): object => ({
  type: `/problems/${code}`,
  title: titleOf(code),
  status,
  detail: cut(message, 2_000),
  ...(errors.length > 0 ? { errors: errors.map(cutShort) } : {}),
});

/** As long as the OpenAPI documents say. */
const cutShort = ({ detail, header, parameter, pointer }: Fault): Fault => ({
  detail: cut(detail, 2_000),
  ...(pointer === undefined ? {} : { pointer: cut(pointer, 500) }),
  ...(parameter === undefined ? {} : { parameter: cut(parameter, 100) }),
  ...(header === undefined ? {} : { header: cut(header, 100) }),
});

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

/** There is no such thing, or none that this customer may know of. */
export const notFound = (detail: string): Problem => new Problem(404, "not-found", detail);

/** The service cannot do it now and may in a moment; nothing has happened, the same request may be sent again. */
export const tryAgain = (detail: string, cause?: unknown): Problem =>
  new Problem(503, "unavailable", detail, { headers: { "Retry-After": "1" }, cause });

/**
 * What any error comes to. Only errors that were made for clients show what they say; of all others a client learns that
 * something is wrong, and `cause` keeps what.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Unavailable) {
    const detail =
      "this service is busy, stopping, or cannot reach its database: try again, a command with the same Idempotency-Key";
    const headers = { "Retry-After": String(error.retryAfterSeconds) };
    return new Problem(503, "unavailable", detail, { headers, cause: error });
  }
  const status = clientError(error);
  if (status) return new Problem(status, slug(STATUS_CODES[status] ?? ""), String(Object(error).message));
  return new Problem(500, "internal-error", "something went wrong here; it is not your request", {
    cause: error,
  });
}

/** Express and its parsers mark errors that are the client's, and fit to be shown, in this way. */
function clientError(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("status" in error) || !("expose" in error)) return undefined;
  const { expose, status } = error;
  return expose === true && typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

const titleOf = (code: string): string =>
  `${code.slice(0, 1).toUpperCase()}${code.slice(1).replaceAll("-", " ")}`;
