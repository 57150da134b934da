import type { Express, RequestHandler } from "express";
import { answerProblem, type HttpApi, strictApp, toStandardError } from "../app.ts";
import { allowOf } from "../openapi/operations.ts";
import { decoded } from "../openapi/target.ts";
import { answerReadiness } from "../operator-routes.ts";
import type { Authenticate } from "../request/auth.ts";
import { methodNotAllowed, notFound } from "../request/problem.ts";
import { type Authentication, authentication } from "./authentication.ts";

/**
 * Several APIs on one port, for services that run in one process: the first segment of a path selects the
 * API. Its routes for operators are at `/services/<name>/`. A request without a valid token does not reach
 * its API, unless the operation is public. The APIs still check tokens themselves.
 *
 * @throws Error if two APIs have paths with the same first segment
 */
export function gateway(apis: readonly HttpApi[], authenticate: Authenticate): Express {
  const bySegment = segmentsOf(apis, authenticate);
  const byName = new Map(apis.map((api) => [api.service, api]));
  const app = strictApp();
  app.use(async (request, response, next) => {
    if (request.method === "OPTIONS" && request.url === "*") return void response.status(204).end();
    const door = bySegment.get(firstSegment(decoded(request.path)));
    if (!door) return next();
    await door.authenticate(request);
    door.api.app(request, response, next);
  });
  app.all("/services/:name/:what", (request, response, next) => {
    const { name, what } = request.params;
    const api = byName.get(name);
    if (!api || !["healthz", "readyz", "metrics", "openapi.json"].includes(what)) return next();
    request.url = `/${what}`;
    api.app(request, response, next);
  });
  app.all(["/", "/healthz", "/readyz"], onlyRead);
  app.get("/", (_request, response) => void response.json({ name: "Pas de Cinq", apis: apis.map(entry) }));
  app.get("/healthz", (_request, response) => void response.json({ status: "alive" }));
  app.get("/readyz", readiness(apis));
  app.use(() => {
    throw notFound("there is nothing at this path; / lists the APIs");
  });
  app.use(answerProblem(toStandardError));
  return app;
}

/**
 * For what the gateway answers itself: HEAD as GET, OPTIONS with `Allow`, any other method 405 (RFC 9110, 9.1
 * and 15.5.6).
 */
const onlyRead: RequestHandler = ({ method }, response, next) => {
  const Allow = allowOf([{ method: "GET" }]);
  if (method === "OPTIONS") return void response.status(204).set({ Allow }).end();
  if (method === "GET" || method === "HEAD") return next();
  throw methodNotAllowed(Allow);
};

interface Door {
  readonly api: HttpApi;
  readonly authenticate: Authentication;
}

function segmentsOf(apis: readonly HttpApi[], authenticate: Authenticate): ReadonlyMap<string, Door> {
  const segments = new Map<string, Door>();
  for (const api of apis) {
    const door = { api, authenticate: authentication(api.openapi, authenticate) };
    for (const segment of new Set(Object.keys(api.openapi.paths).map(firstSegment))) {
      const other = segments.get(segment)?.api;
      if (other) throw new Error(`both ${other.service} and ${api.service} have paths under /${segment}`);
      segments.set(segment, door);
    }
  }
  return segments;
}

const firstSegment = (path: string): string => path.split("/")[1] ?? "";

const entry = ({ openapi, service }: HttpApi) => ({
  service,
  title: openapi.info.title,
  paths: Object.keys(openapi.paths),
  openapi: `/services/${service}/openapi.json`,
  health: `/services/${service}/healthz`,
  readiness: `/services/${service}/readyz`,
  metrics: `/services/${service}/metrics`,
});

/** Ready if every API is. */
const readiness =
  (apis: readonly HttpApi[]): RequestHandler =>
  (_request, response) => {
    const troubles = Object.fromEntries(apis.map((api) => [api.service, api.troubles()]));
    answerReadiness(response, Object.values(troubles).flat().length === 0, troubles);
  };
