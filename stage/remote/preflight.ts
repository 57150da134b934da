import { tokens } from "#messaging/http/request/auth.ts";
import { detailOf, reasonOf } from "./client.ts";
import type { Deployment } from "./deployment.ts";

/** How long the gateway may take to respond, in milliseconds. */
const patienceMs = 10_000;

/**
 * Checks that stories can run against the URL: our gateway responds, the services are ready, and our token is accepted. Runs once,
 * before the first story; later, an unavailable server is waited for.
 *
 * @throws Error with one sentence on what is wrong with the URL, and what to do
 */
export async function preflight({ jwtSecret, url }: Pick<Deployment, "jwtSecret" | "url">): Promise<void> {
  const { hash, password, pathname, search, username } = new URL(url);
  if (pathname !== "/" || search || hash || username || password) {
    throw new Error(
      `npm run demo: --url ${url}: give only the gateway's address, such as ${new URL(url).origin}`,
    );
  }
  const at = (path: string, headers: Record<string, string> = {}) => ask(url, path, headers);
  const root = await at("/");
  if (root.status >= 500)
    throw new Error(
      `npm run demo: --url ${url}: the gateway returned ${root.status}: check that the company is up`,
    );
  if (Object(await jsonOf(root)).name !== "Pas de Cinq") {
    throw new Error(
      `npm run demo: --url ${url}: a server other than our gateway responded (${root.status}): check the port, and that the company is up`,
    );
  }
  const menu = await at("/restaurants");
  if (!menu.ok)
    throw new Error(
      `npm run demo: --url ${url}: the services are not ready yet (GET /restaurants returned ${menu.status}): try again in a moment`,
    );
  const ada = { id: "ada", name: "Ada", email: "ada@example.com", role: "customer" } as const;
  const token = await tokens({ secret: jwtSecret, clock: Date }).issue(ada);
  const orders = await at("/orders?limit=1", { Authorization: `Bearer ${token}` });
  if (orders.status === 401) {
    throw new Error(
      `npm run demo: --url ${url}: the deployment rejects our token (${detailOf(await jsonOf(orders))}): set JWT_SECRET to the deployment's secret, and compare the clocks`,
    );
  }
  if (!orders.ok)
    throw new Error(
      `npm run demo: --url ${url}: the services are not ready yet (GET /orders returned ${orders.status}): try again in a moment`,
    );
}

async function ask(url: string, path: string, headers: Record<string, string>): Promise<Response> {
  const target = new URL(path, url);
  try {
    return await fetch(target, { headers, redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
  } catch (error) {
    const what =
      target.protocol === "https:"
        ? "no server responds over https (the gateway speaks http)"
        : "no server responds";
    throw new Error(
      `npm run demo: --url ${url}: ${what}: ${reasonOf(error)}; start the company (docker compose up --wait), or give the address of its gateway`,
      { cause: error },
    );
  }
}

const jsonOf = (answer: Response): Promise<unknown> => answer.json().catch(() => undefined);
