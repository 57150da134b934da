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
        if (answer instanceof Response && !comesLater(answer)) {
          const said = await jsonOf(answer);
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
  status >= 500 || [408, 421, 423, 425, 429].includes(status) || headers.has("Retry-After");

const jsonOf = (answer: Response): Promise<unknown> => answer.json().catch(() => undefined);

/** Why it was refused, as the problem says. */
export function detailOf(said: unknown): string {
  return typeof said === "object" && said !== null && "detail" in said
    ? String(said.detail)
    : (JSON.stringify(said) ?? "with a body that is no JSON");
}

/** Why nobody answered: fetch itself says "fetch failed", and why in its cause; of several addresses, the first one's. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message || first.name : error.message;
}
