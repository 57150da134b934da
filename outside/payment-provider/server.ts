import express, { type ErrorRequestHandler, type Express, type Response } from "express";
import { AnswerLost, ProviderUnavailable, Refused } from "./errors.ts";
import type { Provider } from "./provider.ts";
import { mostEntries, readChargeRequest, readPosition, readRefundRequest } from "./requests.ts";

/** The payment provider's HTTP API. */
export function providerServer(provider: Provider): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(express.json({ limit: "64kb" }));

  app.post("/charges", async (request, response) => {
    const charge = await provider.charge(readChargeRequest(request.get(keyHeader), request.body));
    response.status(201).location(`/charges/${charge.id}`).json(charge);
  });
  app.post("/charges/:id/confirm", async (request, response) => {
    response.json(await provider.confirm(request.params.id));
  });
  app.post("/refunds", async (request, response) => {
    response.status(201).json(await provider.refund(readRefundRequest(request.get(keyHeader), request.body)));
  });
  app.get("/charges/:id", (request, response) => {
    response.json(provider.find(request.params.id));
  });
  app.get("/ledger", (_request, response) => {
    response.json({ orders: provider.ledger(), undelivered: provider.undelivered() });
  });
  app.get("/ledger/entries", (request, response) => {
    response.json({ entries: provider.entries(readPosition(request.query.from), mostEntries) });
  });
  app.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  app.use((request, response) => {
    refuse(response, 404, "not-found", `there is no ${request.method} ${request.path}`);
  });
  app.use(answerError);
  return app;
}

const keyHeader = "Idempotency-Key";

function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ error: { code, message } });
}

/** A lost response is a closed connection: the merchant cannot know what happened. */
const answerError: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof AnswerLost) return void request.socket.destroy();
  if (error instanceof Refused) return refuse(response, error.status, error.code, error.message);
  if (error instanceof ProviderUnavailable) {
    response.set("Retry-After", "1");
    return refuse(response, 503, "unavailable", error.message);
  }
  if (isHttpError(error)) return refuse(response, error.status, "malformed-request", error.message);
  refuse(response, 500, "internal-error", "an error of the provider: retry with the same key");
};

/** An error of Express or its body parser: malformed JSON, a body above 64 kB, an invalid path. */
function isHttpError(error: unknown): error is Error & { status: number } {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return false;
  return error.status >= 400 && error.status < 500;
}
