import { type Principal, type Tokens, tokens } from "#messaging/http/auth.ts";
import type { Deployment } from "./deployment.ts";

/** Somebody's way into a deployment's HTTP APIs. */
export interface Client {
  /**
   * Asks, and asks again with the same Idempotency-Key while nobody is there to answer (no connection, 429, 5xx) or the first
   * request is still under way, for two minutes at most.
   *
   * @throws Error with the problem's detail when the answer is a refusal
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
        if (answer instanceof Response && !comesLater(answer)) {
          const said: unknown = await answer.json();
          if (answer.ok) return { body: said, location: answer.headers.get("Location") ?? undefined };
          throw new Error(`${method} ${path}: ${answer.status} ${detailOf(said)}`);
        }
        if (Date.now() > deadline) {
          const why = answer instanceof Response ? `it answers ${answer.status}` : reasonOf(answer);
          throw new Error(`${method} ${url}${path}: nobody answers within ${patienceMs / 1_000} s: ${why}`);
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
  };
}

const comesLater = ({ headers, status }: Response): boolean =>
  status >= 500 || status === 429 || headers.has("Retry-After");

function detailOf(said: unknown): string {
  return typeof said === "object" && said !== null && "detail" in said
    ? String(said.detail)
    : JSON.stringify(said);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
