import type { RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Problem, problemJson, problemType } from "./problem.ts";

/** Connections on which nothing more is to be said. */
const refused = new WeakSet<Duplex>();

/**
 * Has a server answer problems also to what no app ever sees. Node refuses what is not HTTP by itself, but with an empty body, or
 * without a word.
 */
export function refuseMalformed(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on("request", ({ socket }, response) => void answers.set(socket, response));
  server.on("checkExpectation", (_request, response) => {
    answer(response, new Problem(417, "expectation-failed", "the only Expect that is known is 100-continue"));
  });
  server.on("connect", (_request, socket) => {
    // Node has let go of this connection: if the client resets it, nobody else hears the error, and the process ends.
    socket.on("error", () => socket.destroy());
    // An empty Allow: nothing may be done with what is at another host (RFC 9110, 10.2.1 and 15.5.6).
    end(socket, new Problem(405, "method-not-allowed", "this is no proxy", { headers: { Allow: "" } }));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const earlier = answers.get(socket);
    // Of a request whose body cannot be read, the head may have been answered at once: a second answer would be taken for the next one's.
    const isBusy = earlier?.headersSent === true && !(earlier.writableFinished && earlier.req.complete);
    if (error.code === "ECONNRESET" || !socket.writable || isBusy || refused.has(socket)) socket.destroy();
    else end(socket, problemOf(error));
  });
}

/** What HTTP/1.1 demands of every request (RFC 9112, 3.2): one Host. Node would refuse without a body, or take the first of two. */
export const withHost =
  (app: RequestListener): RequestListener =>
  (request, response) => {
    const hosts = request.rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === "host").length;
    if (hosts === 1 || (hosts === 0 && request.httpVersion !== "1.1")) return app(request, response);
    const detail = hosts === 0 ? "the Host header is missing" : "there is more than one Host header";
    answer(response, new Problem(400, "malformed-request", detail));
  };

function problemOf(error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return new Problem(431, "headers-too-large", "the headers may have 16 KiB together");
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return new Problem(413, "body-too-large", "the extensions of the chunks may have 16 KiB together");
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

/** Answers where there is no response to write to, and hangs up. */
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
