import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import helmet from "helmet";
import type { Clock } from "../clock.ts";
import { harmless } from "../instance/harmless.ts";
import type { Running } from "../running/run.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { type Authenticate, challenge } from "./auth.ts";
import { jsonBody } from "./body.ts";
import { createSubmit, type Submit } from "./idempotency.ts";
import { methodsAndTargets } from "./methods.ts";
import { type OpenApiDocument, openApiValidation, problemOfOpenApi } from "./openapi.ts";
import { notFound, Problem, problemJson, problemOf, problemType } from "./problem.ts";
import { identified, requestIdOf } from "./trace.ts";

export interface HttpApiOptions {
  readonly service: string;
  /** What the API is: requests and responses are held to it. */
  readonly openapi: OpenApiDocument;
  readonly authenticate: Authenticate;
  readonly running: Pick<Running, "submit" | "troubles" | "outage">;
  readonly clock: Pick<Clock, "now">;
  /** The routes, each as a path of the OpenAPI document. */
  readonly routes: (router: Router, submit: Submit) => void;
  /** Served at `/metrics`. Default: 404. */
  readonly metrics?: Metrics;
  /** Requests that one address may make in a minute. Default 6,000. */
  readonly requestsPerMinute?: number;
  /** Told of every error that is not the client's. Default: writes it to standard error. */
  readonly report?: (error: unknown, requestId: string) => void;
}

/** The HTTP API of one service. */
export interface HttpApi {
  readonly service: string;
  readonly openapi: OpenApiDocument;
  readonly app: Express;
  troubles(): readonly string[];
}

/** Puts the HTTP API of a service together: what all have in common, around the routes of this one. */
export function httpApi(options: HttpApiOptions): HttpApi {
  const {
    authenticate,
    clock,
    metrics,
    openapi,
    report = toStandardError,
    routes,
    running,
    service,
  } = options;
  const troubles = () => running.troubles();
  const router = express.Router({ caseSensitive: true, strict: true });
  routes(router, createSubmit({ service, running, clock }));

  const app = express();
  app.enable("case sensitive routing").enable("strict routing").disable("etag").disable("x-powered-by");
  app.use(identified, helmet());
  if (metrics) app.use(timed(metrics));
  app.use(methodsAndTargets(openapi));
  app.use(watched({ openapi, troubles, ...(metrics ? { metrics } : {}) }));
  app.use(limited(options.requestsPerMinute ?? 6_000));
  app.use(...jsonBody);
  app.use(...openApiValidation(openapi, authenticate));
  app.use(unlessAway(running));
  app.use(router);
  app.use(unanswered);
  app.use(answerProblem(harmless("report", report)));
  return { service, openapi, app, troubles };
}

interface Watched {
  readonly openapi: OpenApiDocument;
  readonly troubles: () => readonly string[];
  readonly metrics?: Metrics;
}

/** What those who run the service ask, without a token: is it alive, is it ready, what does it count, what can it do. */
function watched({ metrics, openapi, troubles }: Watched): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/healthz", (_request, response) => void response.json({ status: "alive" }));
  router.get("/readyz", (_request, response) => {
    const found = troubles();
    const ready = found.length === 0;
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not ready", troubles: found });
  });
  router.get("/openapi.json", (_request, response) => void response.json(openapi));
  router.get("/metrics", async (_request, response) => {
    if (!metrics) throw notFound("this instance counts nothing");
    response.set("Content-Type", metrics.contentType).send(await metrics.text());
  });
  return router;
}

/** While the store is known to be away, nobody waits for it: commands and reads are answered 503 at once. */
const unlessAway =
  ({ outage }: Pick<Running, "outage">): RequestHandler =>
  (_request, _response, next) =>
    next(outage());

const limited = (requestsPerMinute: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // A connection that the client has reset has no address any more. That is no failure of ours.
    keyGenerator: ({ ip = "0.0.0.0" }) => ipKeyGenerator(ip),
    // An X-Forwarded-For is not believed, so it is no reason to warn.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => {
      next(new Problem(429, "too-many-requests", `${requestsPerMinute} requests a minute are allowed`));
    },
  });

function timed(metrics: Metrics): RequestHandler {
  const served = harmless("metrics", metrics.served);
  return (request, response, next) => {
    const began = performance.now();
    // HEAD becomes GET on its way.
    const { method } = request;
    response.on("finish", () => {
      const route = "openapi" in request ? String(Object(request.openapi).openApiRoute) : "none";
      const { statusCode: status } = response;
      served({ method, route, status, seconds: (performance.now() - began) / 1000 });
    });
    next();
  };
}

/** What is not in the OpenAPI document was answered 404 before. What is in it, and no route took, is our fault. */
const unanswered: RequestHandler = ({ method, path }) => {
  if (path.endsWith("/")) throw notFound("there is nothing at this path: leave the last slash away");
  throw new Problem(501, "not-implemented", `${method} ${path} is documented, but not built yet`);
};

/** Every error becomes a problem; the stack stays here. */
export const answerProblem =
  (report: (error: unknown, requestId: string) => void): ErrorRequestHandler =>
  (error, request, response, next) => {
    const problem = problemOf(problemOfOpenApi(error));
    const requestId = requestIdOf(request);
    if (problem.status === 500) report(problem.cause ?? problem, requestId);
    if (response.headersSent) return next(error);
    const { status } = problem;
    if (status === 401) response.set("WWW-Authenticate", challenge(request, problem.message));
    response.removeHeader("Location");
    const body = { ...problemJson(problem), requestId };
    response.status(status).set(problem.headers).setHeader("Content-Type", problemType);
    response.end(JSON.stringify(body));
  };

/** What is reported when nobody else wants to know. */
export const toStandardError = (error: unknown, requestId: string): void =>
  console.error(`request ${requestId} failed:`, error);
