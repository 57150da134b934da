import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from "express";
import helmet from "helmet";
import { harmless } from "../instance/observer-failures.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { methodsAndTargets } from "./openapi/methods.ts";
import { type OpenApiDocument, openApiValidation, problemOfOpenApi } from "./openapi/openapi.ts";
import { operatorRoutes } from "./operator-routes.ts";
import { limitRate } from "./rate-limit.ts";
import { type Authenticate, challengeOf } from "./request/auth.ts";
import { jsonBody } from "./request/body.ts";
import { notFound, Problem, problemJson, problemOf, problemType } from "./request/problem.ts";
import { refuseRepeatedHeaders } from "./request/repeated-headers.ts";
import { identified, requestIdOf } from "./request/trace.ts";

export interface HttpApiOptions {
  readonly service: string;
  /** The API's contract: requests and responses are validated against it. */
  readonly openapi: OpenApiDocument;
  readonly authenticate: Authenticate;
  /** Adds the routes, each with a path of the OpenAPI document. */
  readonly routes: (router: Router) => void;
  /**
   * What keeps the service from working, one sentence each, for `/readyz`.
   * @default none
   */
  readonly troubles?: () => readonly string[];
  /**
   * The error that every request gets while the service cannot work; undefined while it can.
   * @default none
   */
  readonly outage?: () => Error | undefined;
  /**
   * Served at `/metrics`.
   * @default none: 404
   */
  readonly metrics?: Metrics;
  /**
   * How many requests per minute one address may make.
   * @default 6_000
   */
  readonly requestsPerMinute?: number;
  /**
   * Called with every error that is not the client's fault.
   * @default prints to standard error
   */
  readonly report?: (error: unknown, requestId: string) => void;
}

/** An HTTP API. */
export interface HttpApi {
  readonly service: string;
  readonly openapi: OpenApiDocument;
  readonly app: Express;
  troubles(): readonly string[];
}

/** Builds an HTTP API: the common middleware around the given routes. */
export function httpApi(options: HttpApiOptions): HttpApi {
  const { authenticate, metrics, openapi, report = toStandardError, routes, service } = options;
  const { outage = () => undefined, troubles = () => [] } = options;
  const router = express.Router({ caseSensitive: true, strict: true });
  routes(router);

  const app = strictApp();
  if (metrics) app.use(timed(metrics));
  app.use(refuseRepeatedHeaders, methodsAndTargets(openapi));
  app.use(operatorRoutes({ openapi, troubles, metrics }));
  app.use(limitRate(options.requestsPerMinute ?? 6_000));
  app.use(...jsonBody);
  app.use(...openApiValidation(openapi, authenticate));
  app.use((_request, _response, next) => next(outage()));
  app.use(router);
  app.use(unanswered);
  app.use(answerProblem(harmless("report", report)));
  return { service, openapi, app, troubles };
}

/** Every answer has security headers and a request id; paths that differ in case or a slash differ. */
export const strictApp = (): Express =>
  express()
    .enable("case sensitive routing")
    .enable("strict routing")
    .disable("etag")
    .disable("x-powered-by")
    .use(identified, helmet());

function timed(metrics: Metrics): RequestHandler {
  const served = harmless("metrics", metrics.served);
  return (request, response, next) => {
    const startedAt = performance.now();
    // Read now, because HEAD becomes GET later.
    const { method } = request;
    response.on("finish", () => {
      const route = "openapi" in request ? String(Object(request.openapi).openApiRoute) : "none";
      const { statusCode: status } = response;
      served({ method, route, status, seconds: (performance.now() - startedAt) / 1000 });
    });
    next();
  };
}

/** A path outside the OpenAPI document already got a 404. A documented path without a route is a bug here. */
const unanswered: RequestHandler = ({ method, path }) => {
  if (path.endsWith("/")) throw notFound("there is nothing at this path: remove the trailing slash");
  throw new Problem(501, "not-implemented", `${method} ${path} is documented, but not implemented`);
};

/** Turns every error into a problem. The stack is reported, never sent. */
export const answerProblem =
  (report: (error: unknown, requestId: string) => void): ErrorRequestHandler =>
  (error, request, response, next) => {
    const problem = problemOf(problemOfOpenApi(error));
    const requestId = requestIdOf(request);
    if (problem.status === 500) report(problem.cause ?? problem, requestId);
    if (response.headersSent) return next(error);
    const { status } = problem;
    if (status === 401)
      response.set("WWW-Authenticate", challengeOf(request.get("Authorization"), problem.message));
    response.removeHeader("Location");
    const body = { ...problemJson(problem), requestId };
    response.status(status).set(problem.headers).setHeader("Content-Type", problemType);
    response.end(JSON.stringify(body));
  };

/** Prints an error: the default report. */
export const toStandardError = (error: unknown, requestId: string): void =>
  console.error(`request ${requestId} failed:`, error);
