import { expect } from "chai";
import supertest from "supertest";
import { gateway } from "../gateway.ts";
import { bearer, done, filled, jars, openapi } from "./example.ts";

describe("a gateway", () => {
  const bottles = {
    ...openapi,
    info: { title: "Bottles", version: "1.0.0" },
    paths: { "/bottles": {}, "/corks/{id}": {} },
  };
  const two = (troubles: readonly string[] = []) => {
    const first = jars(done).api;
    const second = jars(done, { service: "bottles", openapi: bottles }).api;
    return supertest(gateway([first, { ...second, troubles: () => troubles }]));
  };

  it("leads each request to the API that its path begins with", async () => {
    const { body, headers, status } = await two()
      .post("/jars")
      .set("Authorization", await bearer())
      .set("Idempotency-Key", "k1")
      .send(filled);

    expect(status).to.equal(202);
    expect(headers.location).to.equal(`/jars/${body.jarId}`);
  });

  it("leads paths with parameters and queries, too", async () => {
    expect((await two().get("/jars?limit=101")).status).to.equal(400);
    expect(
      (
        await two()
          .get("/jars/x")
          .set("Authorization", await bearer())
      ).status,
    ).to.equal(404);
    expect((await two().get("/corks/1")).status).to.equal(404);
  });

  it("gives a command the same id as its own port does", async () => {
    const own = jars(done).http;
    const post = async (http: { post: typeof own.post }) =>
      http
        .post("/jars")
        .set("Authorization", await bearer())
        .set("Idempotency-Key", "k1")
        .send(filled);

    expect((await post(two())).body).to.deep.equal((await post(own)).body);
  });

  it("tells the health of each, and what each can do", async () => {
    const { body } = await two().get("/services/bottles/openapi.json");

    expect(body.info.title).to.equal("Bottles");
    expect((await two().get("/services/jars/healthz")).body).to.deep.equal({ status: "alive" });
    expect((await two().get("/services/jars/jars")).status).to.equal(404);
    expect((await two().get("/services/glasses/healthz")).status).to.equal(404);
  });

  it("is ready when all of them are", async () => {
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
    expect(body.detail).to.equal("there is nothing at this path; / lists what there is");
  });

  it("does not take two APIs whose paths begin the same", () => {
    const { api } = jars(done);

    expect(() => gateway([api, { ...api, service: "cellar" }])).to.throw(
      "both jars and cellar have paths under /jars",
    );
  });
});
