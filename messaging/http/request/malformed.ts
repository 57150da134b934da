import type { RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Problem, problemJson, problemType } from "./problem.ts";

/** Connections that already got their last response. */
const refused = new WeakSet<Duplex>();

/**
 * Makes a server send problems for requests that never reach the app. Node itself refuses malformed HTTP with
 * an empty body, or closes the connection.
 */
export function refuseMalformed(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on("request", ({ socket }, response) => void answers.set(socket, response));
  server.on("checkExpectation", (_request, response) => {
    answer(response, new Problem(417, "expectation-failed", "the only supported Expect is 100-continue"));
  });
  server.on("connect", (_request, socket) => {
    // Node no longer handles this socket: without a listener, a reset by the client would end the process.
    socket.on("error", () => socket.destroy());
    // Allow is empty: another host's resources allow no method here (RFC 9110, 10.2.1 and 15.5.6).
    const headers = { Allow: "" };
    end(socket, new Problem(405, "method-not-allowed", "this server is not a proxy", { headers }));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const earlier = answers.get(socket);
    // If the response to a request has started, a second one would look like the response to the next
    // request.
    const isBusy = earlier?.headersSent === true && !(earlier.writableFinished && earlier.req.complete);
    if (error.code === "ECONNRESET" || !socket.writable || isBusy || refused.has(socket)) socket.destroy();
    else end(socket, problemOf(error));
  });
}

/** A name or an address, and optionally a port (RFC 9110, 7.2); it may be empty. */
const hostPattern = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i;

/** Requires exactly one valid Host, as HTTP/1.1 does (RFC 9112, 3.2). Node would use the first of two. */
export const withHost =
  (app: RequestListener): RequestListener =>
  (request, response) => {
    const hosts = request.rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === "host").length;
    const isHost = hostPattern.test(request.headers.host ?? "");
    if ((hosts === 1 && isHost) || (hosts === 0 && request.httpVersion !== "1.1"))
      return app(request, response);
    const wrong = hosts === 1 ? "is invalid" : "is repeated";
    const detail = `the Host header ${hosts === 0 ? "is missing" : wrong}`;
    answer(response, new Problem(400, "malformed-request", detail));
  };

function problemOf(error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return new Problem(431, "headers-too-large", "the headers may have at most 16 KiB together");
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return new Problem(413, "body-too-large", "the chunk extensions may have at most 16 KiB together");
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new Problem(408, "request-timeout", "the request did not arrive in time");
    default:
      return new Problem(400, "malformed-request", `this is not HTTP/1.1: ${error.message}`);
  }
}

function answer(response: ServerResponse, problem: Problem): void {
  if (response.socket) refused.add(response.socket);
  const body = JSON.stringify(problemJson(problem));
  const length = Buffer.byteLength(body);
  response.writeHead(problem.status, {
    "Content-Type": problemType,
    "Content-Length": length,
    Connection: "close",
  });
  response.end(body);
}

/** Answers on a bare socket, and closes it. */
function end(socket: Duplex, problem: Problem): void {
  const body = JSON.stringify(problemJson(problem));
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.code}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    ...Object.entries(problem.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
