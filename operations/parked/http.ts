import type { Request, Router } from "express";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Clock } from "#messaging/clock.ts";
import { type HttpApi, httpApi } from "#messaging/http/app.ts";
import { type Authenticate, principalOf, requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { instant } from "#messaging/instant.ts";
import written from "./openapi.json" with { type: "json" };
import { type Note, NotRedriven, type ParkedMessages } from "./parked-messages.ts";

export interface ParkedHttpOptions {
  readonly parked: ParkedMessages;
  readonly authenticate: Authenticate;
  readonly clock: Pick<Clock, "now">;
}

/** The admin API of the embedded company: staff list, redrive and drop parked messages. */
export const parkedHttp = (options: ParkedHttpOptions): HttpApi =>
  httpApi({
    service: "parked",
    openapi,
    authenticate: options.authenticate,
    routes: (router) => routes(router, options),
  });

const { schemas } = written.components;
/** The services are those of the contracts. */
const openapi = {
  ...written,
  components: {
    ...written.components,
    schemas: { ...schemas, Service: { ...schemas.Service, enum: [...services] } },
  },
};

type Which = { readonly service: ServiceName; readonly fingerprint: string };
type Action = Request<Which, unknown, { readonly why?: string }>;

function routes(router: Router, { clock, parked }: ParkedHttpOptions): void {
  const staff = requireRole("staff");

  router.get(
    "/parked",
    staff,
    async (request: Request<object, unknown, unknown, { readonly service: ServiceName }>, response) => {
      const found = await parked.list(request.query.service);
      const messages = found.map(({ body, headers, messageId }) => {
        return { messageId, headers, bodyBase64: Buffer.from(body).toString("base64") };
      });
      response.json({ messages });
    },
  );

  for (const how of ["redrive", "drop"] as const) {
    router.post(`/parked/:service/:fingerprint/${how}`, staff, async (request: Action, response) => {
      const { service, fingerprint } = request.params;
      const found = (await parked.list(service)).find((one) => one.fingerprint === fingerprint);
      const note: Note = { by: principalOf(request).id, at: instant(clock.now()), why: request.body.why };
      if (!found || !(await parked[how](found, note).catch(refuse)))
        throw new Problem(404, "not-parked", `${service} no longer has this message parked`);
      response.status(204).end();
    });
  }
}

function refuse(error: unknown): never {
  if (error instanceof NotRedriven) throw new Problem(409, "not-redriven", error.message, { cause: error });
  throw error;
}
