import { tokens } from "#messaging/http/auth.ts";
import { detailOf, reasonOf } from "./client.ts";
import type { Deployment } from "./deployment.ts";

/** How long the gateway may take to answer, in milliseconds. */
const patienceMs = 10_000;

/**
 * Whether there is a deployment behind the URL to which stories can be told: a gateway of ours, services that are ready, our token.
 * Looked at once, before the first story; later a server may be away, and is waited for.
 *
 * @throws Error that says in one sentence what is wrong with the URL that was given, and what to do
 */
export async function preflight({ jwtSecret, url }: Pick<Deployment, "jwtSecret" | "url">): Promise<void> {
  const { hash, password, pathname, search, username } = new URL(url);
  if (pathname !== "/" || search || hash || username || password) {
    throw new Error(
      `npm run demo: --url ${url}: give the gateway's address alone, such as ${new URL(url).origin}`,
    );
  }
  const at = (path: string, headers: Record<string, string> = {}) => ask(url, path, headers);
  const root = await at("/");
  if (root.status >= 500)
    throw new Error(`npm run demo: --url ${url}: the gateway answers ${root.status}: is the company up?`);
  if (Object(await jsonOf(root)).name !== "Pas de Cinq") {
    throw new Error(
      `npm run demo: --url ${url}: something else than our gateway answers (${root.status}): look at the port, and whether the company is up`,
    );
  }
  const menu = await at("/restaurants");
  if (!menu.ok)
    throw new Error(
      `npm run demo: --url ${url}: the services are not ready yet (GET /restaurants answers ${menu.status}): try again in a moment`,
    );
  const ada = { id: "ada", name: "Ada", email: "ada@example.com", role: "customer" } as const;
  const token = await tokens({ secret: jwtSecret, clock: Date }).issue(ada);
  const orders = await at("/orders?limit=1", { Authorization: `Bearer ${token}` });
  if (orders.status === 401) {
    throw new Error(
      `npm run demo: --url ${url}: our token is refused there (${detailOf(await jsonOf(orders))}): set JWT_SECRET to what the deployment has, and look at both clocks`,
    );
  }
  if (!orders.ok)
    throw new Error(
      `npm run demo: --url ${url}: the services are not ready yet (GET /orders answers ${orders.status}): try again in a moment`,
    );
}

async function ask(url: string, path: string, headers: Record<string, string>): Promise<Response> {
  const target = new URL(path, url);
  try {
    return await fetch(target, { headers, redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
  } catch (error) {
    const what =
      target.protocol === "https:"
        ? "nobody answers there by https (the gateway speaks http)"
        : "nobody answers there";
    throw new Error(
      `npm run demo: --url ${url}: ${what}: ${reasonOf(error)}; start the company (docker compose up --wait), or give its gateway's address`,
      { cause: error },
    );
  }
}

const jsonOf = (answer: Response): Promise<unknown> => answer.json().catch(() => undefined);
