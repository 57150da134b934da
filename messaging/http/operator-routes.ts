import express, { type Response, type Router } from "express";
import type { Metrics } from "../telemetry/metrics.ts";
import type { OpenApiDocument } from "./openapi/openapi.ts";
import { notFound } from "./request/problem.ts";

interface OperatorRoutesOptions {
  readonly openapi: OpenApiDocument;
  readonly troubles: () => readonly string[];
  readonly metrics: Metrics | undefined;
}

/** 200 if it is ready, 503 if not, and why not. */
export function answerReadiness(response: Response, isReady: boolean, troubles: object): void {
  response.status(isReady ? 200 : 503).json({ status: isReady ? "ready" : "not ready", troubles });
}

/** The routes for operators, which need no token: liveness, readiness, metrics and the OpenAPI document. */
export function operatorRoutes({ metrics, openapi, troubles }: OperatorRoutesOptions): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/healthz", (_request, response) => void response.json({ status: "alive" }));
  router.get("/readyz", (_request, response) => {
    const found = troubles();
    answerReadiness(response, found.length === 0, found);
  });
  router.get("/openapi.json", (_request, response) => void response.json(openapi));
  router.get("/metrics", async (_request, response) => {
    if (!metrics) throw notFound("this instance has no metrics");
    response.set("Content-Type", metrics.contentType).send(await metrics.text());
  });
  return router;
}
