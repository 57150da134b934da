import type { RequestListener } from "node:http";
import { type Authenticate, admit, challengeOf } from "#messaging/http/request/auth.ts";
import { problemJson, problemOf, problemType } from "#messaging/http/request/problem.ts";

/**
 * The gateway calls this before it forwards a request (nginx's `auth_request`): `GET /authorize` answers 204
 * to a valid token, and 401 with a challenge to any other. A header repeats the detail, since nginx does not
 * read the body.
 */
export function authorization(authenticate: Authenticate): RequestListener {
  return async (request, response) => {
    if (request.url === "/healthz") return void response.writeHead(204).end();
    if (request.url !== "/authorize") return void response.writeHead(404).end();
    const header = request.headers.authorization;
    try {
      await admit(header, authenticate);
      response.writeHead(204, { "Cache-Control": "no-store" }).end();
    } catch (error) {
      const problem = problemOf(error);
      response.writeHead(problem.status, {
        "Content-Type": problemType,
        "Cache-Control": "no-store",
        "WWW-Authenticate": challengeOf(header, problem.message),
        "X-Problem-Detail": problem.message.replaceAll(/["\\]|[^\x20-\x7e]/g, "'"),
      });
      response.end(JSON.stringify(problemJson(problem)));
    }
  };
}
