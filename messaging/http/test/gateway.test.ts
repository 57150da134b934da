// One example per rule of the gateway; hence the length.

import { once } from "node:events";
import { request } from "node:http";
import { expect } from "chai";
import supertest from "supertest";
import { gateway } from "../gateway/gateway.ts";
import { tokens } from "../request/auth.ts";
import { listen } from "../server.ts";
import { ann, bearer, clock, done, filled, jars, openapi, secret } from "./example.ts";

describe("A gateway", () => {
  const { authenticate } = tokens({ secret, clock });
  const bottles = {
    ...openapi,
    info: { title: "Bottles", version: "1.0.0" },
    paths: { "/bottles": {}, "/corks/{id}": {} },
  };
  const two = (troubles: readonly string[] = []) => {
    const first = jars(done).api;
    const second = jars(done, { service: "bottles", openapi: bottles }).api;
    return supertest(gateway([first, { ...second, troubles: () => troubles }], authenticate));
  };

  it("routes each request by the first segment of its path", async () => {
    const { body, headers, status } = await two()
      .post("/jars")
      .set("Authorization", await bearer())
      .set("Idempotency-Key", "k1")
      .send(filled);

    expect(status).to.equal(202);
    expect(headers.location).to.equal(`/jars/${body.jarId}`);
  });

  it("routes paths with parameters and queries", async () => {
    expect((await two().get("/jars?limit=101")).status).to.equal(400);
    expect(
      (
        await two()
          .get("/jars/x")
          .set("Authorization", await bearer())
      ).status,
    ).to.equal(404);
    expect(
      (
        await two()
          .get("/corks/1")
          .set("Authorization", await bearer())
      ).status,
    ).to.equal(404);
  });

  it("recognizes a path with percent-encoded letters", async () => {
    expect((await two().get("/%6A%61rs?limit=101")).status).to.equal(400);
    expect((await two().get("/%6aars%2Fx")).status).to.equal(404);
  });

  it("answers 405 with Allow to a wrong method on its own routes and on those for operators", async () => {
    for (const path of ["/", "/healthz", "/readyz", "/services/jars/healthz"]) {
      const refused = await two().delete(path);
      expect([refused.status, refused.headers.allow], path).to.deep.equal([405, "GET, HEAD, OPTIONS"]);
      expect(refused.body.type, path).to.equal("/problems/method-not-allowed");
      const asked = await two().options(path);
      expect([asked.status, asked.headers.allow], path).to.deep.equal([204, "GET, HEAD, OPTIONS"]);
      expect((await two().head(path)).status, path).to.equal(200);
    }
  });

  it("answers OPTIONS * (RFC 9110, 9.3.7), as each API does", async () => {
    const server = await listen(gateway([jars(done).api], authenticate), { port: 0 });
    const asked = request({ port: server.port, method: "OPTIONS", path: "*" }).end();
    const [answer] = await once(asked, "response");
    answer.resume();
    await server.close();

    expect(answer.statusCode).to.equal(204);
  });

  it("gives a command the same id as the service's own port does", async () => {
    const own = jars(done).http;
    const post = async (http: { post: typeof own.post }) =>
      http
        .post("/jars")
        .set("Authorization", await bearer())
        .set("Idempotency-Key", "k1")
        .send(filled);

    expect((await post(two())).body).to.deep.equal((await post(own)).body);
  });

  it("serves the health and the OpenAPI document of each API", async () => {
    const { body } = await two().get("/services/bottles/openapi.json");

    expect(body.info.title).to.equal("Bottles");
    expect((await two().get("/services/jars/healthz")).body).to.deep.equal({ status: "alive" });
    expect((await two().get("/services/jars/jars")).status).to.equal(404);
    expect((await two().get("/services/glasses/healthz")).status).to.equal(404);
  });

  it("is ready if all APIs are", async () => {
    const ready = await two().get("/readyz");
    const { body, status } = await two(["the store is away"]).get("/readyz");

    expect(ready.body).to.deep.equal({ status: "ready", troubles: { jars: [], bottles: [] } });
    expect(status).to.equal(503);
    expect(body).to.deep.equal({
      status: "not ready",
      troubles: { jars: [], bottles: ["the store is away"] },
    });
    expect((await two(["the store is away"]).get("/healthz")).status).to.equal(200);
  });

  it("lists the APIs", async () => {
    const { body } = await two().get("/");

    expect(body.apis[1]).to.deep.equal({
      service: "bottles",
      title: "Bottles",
      paths: ["/bottles", "/corks/{id}"],
      openapi: "/services/bottles/openapi.json",
      health: "/services/bottles/healthz",
      readiness: "/services/bottles/readyz",
      metrics: "/services/bottles/metrics",
    });
  });

  it("answers an unknown path as a problem", async () => {
    const { body, headers, status } = await two().get("/glasses");

    expect(status).to.equal(404);
    expect(headers["content-type"]).to.equal("application/problem+json");
    expect(body.detail).to.equal("there is nothing at this path; / lists the APIs");
  });

  it("refuses two APIs whose paths have the same first segment", () => {
    const { api } = jars(done);

    expect(() => gateway([api, { ...api, service: "cellar" }], authenticate)).to.throw(
      "both jars and cellar have paths under /jars",
    );
  });
});

describe("A gateway, before a request reaches its service", () => {
  const { authenticate } = tokens({ secret, clock });
  /** A gateway to the jars API, and the requests that reached it. */
  function guarded() {
    const seen: string[] = [];
    const { api } = jars(done);
    const watching: typeof api.app = Object.assign(
      ((request, response, next) => {
        seen.push(`${request.method} ${request.url}`);
        api.app(request, response, next);
      }) as typeof api.app,
      {},
    );
    return { seen, http: supertest(gateway([{ ...api, app: watching }], authenticate)) };
  }
  const past = tokens({ secret, clock: { now: () => clock.now() - 3_601_000 } });
  const forger = tokens({ secret: "another secret, also of 32 bytes or more", clock });
  const odd = tokens({ secret, clock });

  for (const [what, token, detail] of [
    ["missing", async () => undefined, "the Authorization header must be: Bearer <token>"],
    ["expired", () => past.issue(ann), "the token has expired: get a new one"],
    ["forged", () => forger.issue(ann), "the token is forged, or signed with another secret"],
    ["no token", async () => "abc", "the bearer token is not a signed JWT"],
    [
      "of a role that we do not know",
      () => odd.issue({ ...ann, role: "admin" as never }),
      "the token lacks a claim: role: customer, staff or courier",
    ],
  ] as const) {
    it(`refuses a token that is ${what}, with a problem and a challenge`, async () => {
      const { http, seen } = guarded();
      const given = await token();
      for (const [method, path] of [
        ["get", "/jars/x"],
        ["head", "/jars/x"],
        ["post", "/jars"],
        ["patch", "/jars/x"],
        ["delete", "/jars/x"],
        ["get", "/jars/x/y"],
        ["put", "/jars"],
        ["get", "/jars/../jars"],
        ["get", "/jars/%77ashed"],
      ] as const) {
        const request = http[method](path);
        const answer = await (given === undefined
          ? request
          : request.set("Authorization", `Bearer ${given}`));
        expect(answer.status, path).to.equal(401);
        expect(answer.headers["www-authenticate"], path).to.match(/^Bearer realm="pas-de-cinq"/);
        expect(answer.headers["content-type"]).to.equal("application/problem+json");
        if (method !== "head") {
          expect(answer.body).to.include({ type: "/problems/unauthorized", status: 401, detail });
          expect(answer.body.requestId).to.equal(answer.headers["x-request-id"]);
        }
      }
      expect(seen).to.deep.equal([]);
    });
  }

  it("lets only public operations through without a token", async () => {
    const { http, seen } = guarded();

    expect((await http.get("/jars?limit=1")).status).to.equal(200);
    expect((await http.head("/jars")).status).to.equal(200);
    expect((await http.options("/jars")).status).to.equal(204);
    expect((await http.post("/jars/washed").send({ jarId: "a" })).status).to.equal(200);
    expect((await http.get("/services/jars/healthz")).status).to.equal(200);
    expect((await http.get("/services/jars/openapi.json")).status).to.equal(200);
    expect(seen).to.have.length(6);
  });

  it("leaves roles to the service", async () => {
    const { http, seen } = guarded();
    const answer = await http
      .patch("/jars/x")
      .set("Authorization", await bearer())
      .send(filled);

    expect(answer.status).to.equal(403);
    expect(seen).to.deep.equal(["PATCH /jars/x"]);
  });
});
