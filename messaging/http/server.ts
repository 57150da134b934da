import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { refuseMalformed, withHost } from "./malformed.ts";

export interface ListenOptions {
  /** 0 takes one that is free. */
  readonly port: number;
  /** Default "127.0.0.1": this machine only. In a container, "0.0.0.0". */
  readonly host?: string;
}

/** An app that listens. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  /**
   * Takes no new connections, waits for the requests under way, and ends. What is not answered after `withinMs` milliseconds
   * (default 10,000) is cut off.
   */
  close(options?: { readonly withinMs?: number }): Promise<void>;
}

/**
 * Listens for HTTP requests.
 *
 * @throws Error when it cannot listen there, saying what to do
 */
export async function listen(app: RequestListener, options: ListenOptions): Promise<Listening> {
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
      closing.begin();
      const cut = setTimeout(() => server.closeAllConnections(), withinMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(cut);
    },
  };
}

/** A client that keeps its connection would hold the server open: tell it, with its last answer, that this was the last. */
function closeConnectionsWhenClosing(server: Server): { begin(): void } {
  const underWay = new Set<ServerResponse>();
  let closing = false;
  const last = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader("Connection", "close");
  };
  server.prependListener("request", (_request, response) => {
    underWay.add(response);
    if (closing) last(response);
    response.once("close", () => {
      underWay.delete(response);
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });
  return {
    begin() {
      closing = true;
      for (const response of underWay) last(response);
    },
  };
}

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const why = new Map([
    ["EADDRINUSE", "another process listens there: end it, or take another port"],
    ["EACCES", "this user may not: take a port above 1023"],
    ["EADDRNOTAVAIL", "this machine has no such address"],
    ["ENOTFOUND", "there is no host of this name"],
  ]).get(error.code ?? "");
  return new Error(`cannot listen on ${host}:${port}: ${why ?? error.message}`, { cause: error });
}
