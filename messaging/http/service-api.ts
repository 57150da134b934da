import type { Router } from "express";
import type { Clock } from "../clock.ts";
import type { Running } from "../running/run-service.ts";
import type { Store } from "../store.ts";
import { type HttpApi, type HttpApiOptions, httpApi } from "./app.ts";
import { createSubmit, type Submit } from "./commands/submit.ts";

/** What a process gives to the HTTP API of its service. */
export interface ApiOptions extends Omit<HttpApiOptions, keyof HttpApi | "routes" | "outage"> {
  readonly running: Pick<Running, "submit" | "troubles" | "outage">;
  readonly clock: Pick<Clock, "now">;
  /** The store that GET requests read from. */
  readonly store: Pick<Store, "get" | "list">;
}

/**
 * Declares the HTTP API of a service. While its store is known to be away, commands and reads get 503 at once.
 *
 * @param routes adds the routes, each with a path of the OpenAPI document; `submit` hands a command to the service
 */
export const serviceApi =
  <Options extends ApiOptions>(
    service: string,
    openapi: HttpApi["openapi"],
    routes: (router: Router, submit: Submit, options: Options) => void,
  ) =>
  (options: Options): HttpApi => {
    const { clock, running } = options;
    const submit = createSubmit({ service, running, clock });
    return httpApi({
      ...options,
      service,
      openapi,
      troubles: () => running.troubles(),
      outage: () => running.outage(),
      routes: (router) => routes(router, submit, options),
    });
  };
