import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** What a process listens with: before its API is there, it says that it lives, and why it is not ready. */
export interface Entrance {
  readonly listener: RequestListener;
  open(api: RequestListener): void;
}

/**
 * The entrance of a service that is starting.
 *
 * @param troubles what it waits for, one sentence each
 */
export function entrance(troubles: () => readonly string[]): Entrance {
  let opened: RequestListener | undefined;
  const closed = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === "/healthz") return answer(response, 200, "application/json", { status: "alive" });
    if (request.url === "/readyz") {
      return answer(response, 503, "application/json", { status: "not ready", troubles: troubles() });
    }
    response.setHeader("Retry-After", "1");
    answer(response, 503, "application/problem+json", {
      type: "/problems/unavailable",
      title: "Unavailable",
      status: 503,
      detail: "this service is starting",
    });
  };
  return {
    listener: (request, response) => (opened ?? closed)(request, response),
    open(api) {
      opened = api;
    },
  };
}

function answer(response: ServerResponse, status: number, type: string, body: object): void {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(JSON.stringify(body));
}
