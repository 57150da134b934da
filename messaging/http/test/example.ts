// A tiny example API for the tests in this folder: jars that can be filled once.

import type { Router } from "express";
import supertest from "supertest";
import type { Result } from "../../instance/result.ts";
import type { Message } from "../../message.ts";
import { command, end, ended } from "../../reaction.ts";
import { asEnd, keyed, keyedOrNew } from "../commands/idempotency.ts";
import type { Submit } from "../commands/submit.ts";
import type { OpenApiDocument } from "../openapi/openapi.ts";
import { type Principal, requireRole, tokens } from "../request/auth.ts";
import { bodyBytesOf } from "../request/body.ts";
import { notFound } from "../request/problem.ts";
import { type ApiOptions, serviceApi } from "../service-api.ts";

const jar = {
  type: "object",
  additionalProperties: false,
  required: ["items"],
  properties: {
    items: {
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name", "quantity"],
        properties: {
          name: { type: "string", maxLength: 10 },
          quantity: { type: "integer", minimum: 1, maximum: 99 },
        },
      },
    },
  },
};

const answer = (schema: object) => ({ description: "done", content: { "application/json": { schema } } });
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

export const openapi: OpenApiDocument = {
  openapi: "3.1.0",
  info: { title: "Jars", version: "1.0.0" },
  security: [{ bearer: [] }],
  paths: {
    "/jars": {
      get: {
        security: [],
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100, default: 20 } },
        ],
        responses: { 200: answer({ type: "array", items: jar }) },
      },
      post: {
        requestBody: { required: true, content: { "application/json": { schema: jar } } },
        responses: { 202: answer({ type: "object", required: ["jarId"] }) },
      },
    },
    "/jars/washed": {
      post: {
        security: [],
        requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
        responses: { 200: answer({ type: "object", required: ["bytes"] }) },
      },
    },
    "/jars/{id}": {
      parameters: [id],
      get: { responses: { 200: answer(jar) } },
      patch: {
        requestBody: { required: true, content: { "application/json": { schema: jar } } },
        responses: { 200: answer({ type: "object" }) },
      },
      delete: { responses: { 204: { description: "gone" } } },
    },
  },
  components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
};

/** A command of alerts. */
export const fillJar = command<{ readonly jarId: string }>("alerts.fill-jar");

export const jarWashed = end<{ readonly jarId: string }>("alerts.jar-washed", {
  subject: ({ jarId }) => jarId,
  identity: ({ jarId }) => jarId,
});

function routes(router: Router, submit: Submit): void {
  router.get("/jars", (request, response) => {
    response.json(request.query.limit === "100" ? ["drift"] : []);
  });
  router.post("/jars", requireRole("customer"), async (request, response) => {
    const asking = keyed(request);
    const command = { type: fillJar, subject: asking.id, data: { jarId: asking.id } };
    const { reply } = await submit(asking, { ...command, refusals: { "no-such-fruit": 422 } });
    response.status(202).location(`/jars/${asking.id}`).json(reply);
  });
  router.post("/jars/washed", async (request, response) => {
    const jarId = String(request.body.jarId);
    await submit(asEnd(request, ended(jarWashed, { jarId })), {
      type: jarWashed,
      subject: jarId,
      data: { jarId },
    });
    response.json({ bytes: new TextDecoder().decode(bodyBytesOf(request)) });
  });
  router.get("/jars/:id", (request, response) => {
    if (request.params.id === "drift") return void response.json({ items: [], colour: "blue" });
    if (request.params.id === "broken") throw new Error("secret detail");
    throw notFound("there is no such jar of yours");
  });
  router.patch("/jars/:id", requireRole("staff"), async (request, response) => {
    const command = { type: fillJar, subject: request.params.id, data: { jarId: request.params.id } };
    const { reply } = await submit(keyedOrNew(request), command);
    response.json(reply);
  });
}

/** Stands still at 2026-01-02T18:00:00Z. */
export const clock = { now: () => 1_767_376_800_000 };
export const secret = "a secret of the tests, 32 bytes or more";
export const ann: Principal = { id: "ann", name: "Ann", email: "ann@example.org", role: "customer" };
export const bearer = async (as: Principal = ann): Promise<string> =>
  `Bearer ${await tokens({ secret, clock }).issue(as)}`;

export const filled = { items: [{ name: "plum", quantity: 3 }] };

/** The jars API on a fake service. Collects the submitted messages and the reported errors. */
export function jars(
  take: (message: Message, digest: string) => Promise<Result>,
  {
    service = "jars",
    openapi: document = openapi,
    ...options
  }: Partial<ApiOptions & { readonly service: string; readonly openapi: OpenApiDocument }> = {},
) {
  const taken: Message[] = [];
  const reported: unknown[] = [];
  const api = serviceApi(
    service,
    document,
    routes,
  )({
    authenticate: tokens({ secret, clock }).authenticate,
    clock,
    store: { get: async () => undefined, list: async () => [] },
    report: (error) => reported.push(error),
    running: {
      troubles: () => [],
      outage: () => undefined,
      submit: (message, digest) => {
        taken.push(message);
        return take(message, digest);
      },
    },
    ...options,
  });
  return { api, taken, reported, http: supertest(api.app) };
}

/** A service that handles every command. */
export const done = async (message: Message, digest: string): Promise<Result> => ({
  kind: "handled",
  answer: { digest, reply: { jarId: message.subject } },
  did: { saved: [], published: [], called: [], timersSet: [], timersCancelled: [] },
});
