import { type Principal, type Tokens, tokens } from "#messaging/http/request/auth.ts";
import type { Deployment } from "./deployment.ts";

/** A client of a deployment's HTTP APIs. */
export interface Client {
  /**
   * Sends a request, and retries with the same Idempotency-Key if there is no connection, the response is 429 or 5xx, or the first
   * request is still in progress; for two minutes at most.
   *
   * @throws Error with the problem's detail for any other error response
   */
  ask(as: Principal, method: string, path: string, body?: object): Promise<Answered>;
}

interface Answered {
  readonly body: unknown;
  readonly location: string | undefined;
}

const patienceMs = 120_000;
const pauseMs = 300;

export function client({ url, jwtSecret }: Pick<Deployment, "url" | "jwtSecret">): Client {
  const issuer: Tokens = tokens({ secret: jwtSecret, clock: Date });

  async function once(as: Principal, method: string, path: string, key: string, body?: object) {
    return fetch(`${url.replace(/\/+$/, "")}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await issuer.issue(as)}`,
        ...(method === "GET" ? {} : { "Content-Type": "application/json", "Idempotency-Key": key }),
      },
      redirect: "manual",
      signal: AbortSignal.timeout(15_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  return {
    async ask(as, method, path, body) {
      const key = crypto.randomUUID();
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const answer = await once(as, method, path, key, body).catch((error: unknown) => error);
        if (answer instanceof Response && !isWorthARetry(answer)) {
          const said = await jsonOf(answer);
          if (answer.ok) return { body: said, location: answer.headers.get("Location") ?? undefined };
          throw new Error(`${method} ${path}: ${answer.status} ${detailOf(said)}`);
        }
        if (Date.now() > deadline) {
          const why =
            answer instanceof Response ? `the last response was ${answer.status}` : reasonOf(answer);
          throw new Error(`${method} ${url}${path}: no response within ${patienceMs / 1_000} s: ${why}`);
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
  };
}

const isWorthARetry = ({ headers, status }: Response): boolean =>
  status >= 500 || [408, 421, 423, 425, 429].includes(status) || headers.has("Retry-After");

const jsonOf = (answer: Response): Promise<unknown> => answer.json().catch(() => undefined);

/** The detail of a problem response. */
export function detailOf(said: unknown): string {
  return typeof said === "object" && said !== null && "detail" in said
    ? String(said.detail)
    : (JSON.stringify(said) ?? "with a body that is not JSON");
}

/** Why a request failed. fetch reports "fetch failed" and puts the reason into its cause; of several addresses, this takes the first. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message || first.name : error.message;
}
