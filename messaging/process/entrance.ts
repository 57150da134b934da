import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Problem, problemJson, problemType } from "../http/request/problem.ts";

/**
 * The HTTP listener of a process. Until the API opens, it answers that the service is alive but not ready.
 *
 * @param troubles what the service waits for, one sentence each
 */
export function entrance(troubles: () => readonly string[]) {
  let opened: RequestListener | undefined;
  const closed = (request: IncomingMessage, response: ServerResponse): void => {
    switch (request.url) {
      case "/healthz":
        answer(response, 200, { status: "alive" });
        break;
      case "/readyz":
        answer(response, 503, { status: "not ready", troubles: troubles() });
        break;
      default:
        response.setHeader("Retry-After", "1");
        answer(response, 503, problemJson(starting), problemType);
    }
  };
  return {
    listener: ((request, response) => (opened ?? closed)(request, response)) satisfies RequestListener,
    open(api: RequestListener): void {
      opened = api;
    },
  };
}

const starting = new Problem(503, "unavailable", "this service is starting");

function answer(response: ServerResponse, status: number, body: object, type = "application/json"): void {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(JSON.stringify(body));
}
