import type { Router } from "express";
import type { Clock } from "../clock.ts";
import type { Running } from "../running/run-service.ts";
import { type HttpApi, type HttpApiOptions, httpApi } from "./app.ts";
import { createSubmit, type Submit } from "./commands/submit.ts";

export interface ServiceApiOptions extends Omit<HttpApiOptions, "routes" | "troubles" | "outage"> {
  readonly running: Pick<Running, "submit" | "troubles" | "outage">;
  readonly clock: Pick<Clock, "now">;
  /** Adds the routes, each with a path of the OpenAPI document. `submit` hands a command to the service. */
  readonly routes: (router: Router, submit: Submit) => void;
}

/**
 * The HTTP API of a running service. While its store is known to be away, commands and reads get 503 at once.
 */
export function serviceApi({ running, clock, routes, ...options }: ServiceApiOptions): HttpApi {
  const submit = createSubmit({ service: options.service, running, clock });
  return httpApi({
    ...options,
    troubles: () => running.troubles(),
    outage: () => running.outage(),
    routes: (router) => routes(router, submit),
  });
}
