import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { refuseMalformed, withHost } from "./request/malformed.ts";

export interface ListenOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /**
   * In a container, "0.0.0.0".
   * @default "127.0.0.1", this machine only
   */
  readonly host?: string;
}

/** An HTTP server that listens. */
export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /**
   * Accepts no new connections, waits for the requests in progress, and closes.
   *
   * @param options `withinMs`: when to cut off unanswered requests, in milliseconds; by default after 10,000
   */
  close(options?: { readonly withinMs?: number }): Promise<void>;
}

/**
 * Listens for HTTP requests.
 *
 * @throws Error with the remedy if it cannot listen there
 */
export async function listen(app: RequestListener, options: ListenOptions): Promise<HttpServer> {
  const { port, host = "127.0.0.1" } = options;
  const limits = { requestTimeout: 30_000, headersTimeout: 10_000, requireHostHeader: false };
  const server = createServer(limits, withHost(app));
  refuseMalformed(server);
  const closing = closeConnectionsWhenClosing(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(cannotListen(error, port, host)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${name}:${bound}`,
    port: bound,
    async close({ withinMs = 10_000 } = {}) {
      closing.start();
      const cut = setTimeout(() => server.closeAllConnections(), withinMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(cut);
    },
  };
}

/** Sends `Connection: close` with the last responses: keep-alive connections would keep the server open. */
function closeConnectionsWhenClosing(server: Server): { start(): void } {
  const inProgress = new Set<ServerResponse>();
  let closing = false;
  const markLast = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader("Connection", "close");
  };
  server.prependListener("request", (_request, response) => {
    inProgress.add(response);
    if (closing) markLast(response);
    response.once("close", () => {
      inProgress.delete(response);
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });
  return {
    start() {
      closing = true;
      for (const response of inProgress) markLast(response);
    },
  };
}

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const why = new Map([
    ["EADDRINUSE", "another process listens there: stop it, or use another port"],
    ["EACCES", "this user has no permission: use a port above 1023"],
    ["EADDRNOTAVAIL", "this machine has no such address: use another host"],
    ["ENOTFOUND", "the host name is unknown: use another host"],
  ]).get(error.code ?? "");
  return new Error(`cannot listen on ${host}:${port}: ${why ?? error.message}`, { cause: error });
}
