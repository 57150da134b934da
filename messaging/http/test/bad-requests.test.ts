// One example per kind of bad request; hence the length.

import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { ann, bearer, done, filled, jars } from "./example.ts";

describe("A request that violates the OpenAPI document", () => {
  const post = async (body: string | object, type = "application/json") =>
    jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer())
      .set("Idempotency-Key", "k1")
      .type(type)
      .send(body);

  it("gets a problem with type, title, status, detail and request id", async () => {
    const { body, headers, status } = await jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer())
      .set("X-Request-Id", "call-42")
      .send({ items: [{ name: "plum", quantity: 100 }] });

    expect(status).to.equal(400);
    expect(headers["content-type"]).to.equal("application/problem+json");
    expect(headers["x-request-id"]).to.equal("call-42");
    expect(body).to.deep.equal({
      type: "/problems/invalid-request",
      title: "Invalid request",
      status: 400,
      detail: "/items/0/quantity must be <= 99",
      errors: [{ detail: "must be <= 99", pointer: "/items/0/quantity" }],
      requestId: "call-42",
    });
  });

  it("malformed JSON: 400", async () => {
    const { body, status } = await post('{"items":');

    expect(status).to.equal(400);
    expect(body.type).to.equal("/problems/malformed-json");
  });

  it("a value of the wrong type: 400, with a pointer; text is not a number", async () => {
    const { body, status } = await post({ items: [{ name: "plum", quantity: "3" }] });

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "must be integer", pointer: "/items/0/quantity" }]);
  });

  it("an unknown field: 400, with a pointer", async () => {
    const { body, status } = await post({ ...filled, colour: "blue" });

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "is unknown", pointer: "/colour" }]);
  });

  it("an unknown field named __proto__: 400", async () => {
    const { body, status } = await post(
      '{"items":[{"name":"plum","quantity":1}],"__proto__":{"admin":true}}',
    );

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "is unknown", pointer: "/__proto__" }]);
  });

  it("a missing field: 400, with a pointer", async () => {
    const { body, status } = await post({ items: [{ name: "plum" }] });

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "is missing", pointer: "/items/0/quantity" }]);
  });

  it("a body that is not an object: 400", async () => {
    const { body, status } = await post([1, 2]);

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "must be an object", pointer: "" }]);
    expect(body.detail).to.equal("the body must be an object");
  });

  it("a body of more than 1 MiB: 413", async () => {
    const { body, status } = await post({ items: "x".repeat(1024 * 1024) });

    expect(status).to.equal(413);
    expect(body.type).to.equal("/problems/body-too-large");
  });

  it("a compressed body of more than 1 MiB: 413, however small it was sent", async () => {
    const request = jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer())
      .set("Content-Type", "application/json")
      .set("Content-Encoding", "gzip");
    request.write(gzipSync(JSON.stringify({ items: "x".repeat(1024 * 1024) })));
    const { status } = await request;

    expect(status).to.equal(413);
  });

  it("JSON with a hundred thousand levels: 400", async () => {
    const { status } = await post(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);

    expect(status).to.equal(400);
  });

  it("a wrong content type: 415", async () => {
    const { body, status } = await post("items=plum", "application/x-www-form-urlencoded");

    expect(status).to.equal(415);
    expect(body.type).to.equal("/problems/unsupported-media-type");
  });

  it("a malformed content type: 415, unless there is no body", async () => {
    const { status } = await post("{}", "%");
    const reading = await jars(done).http.get("/jars").set("Content-Type", "%");

    expect(status).to.equal(415);
    expect(reading.status).to.equal(200);
  });

  it("JSON in another charset than UTF-8: 415", async () => {
    const { status } = await post(JSON.stringify(filled), "application/json; charset=latin1");

    expect(status).to.equal(415);
  });

  it("invalid UTF-8 in JSON: 400, not replaced", async () => {
    const request = jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer())
      .set("Content-Type", "application/json");
    request.write(Buffer.from('{"items":[{"name":"pl\xfcm","quantity":1}]}', "latin1"));
    const { body, status } = await request;

    expect(status).to.equal(400);
    expect(body.type).to.equal("/problems/malformed-json");
  });

  it("no body: 415", async () => {
    const { status } = await jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer());

    expect(status).to.equal(415);
  });

  it("an unknown query parameter: 400, naming it", async () => {
    const { body, status } = await jars(done).http.get("/jars?colour=blue");

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "is unknown", parameter: "colour" }]);
  });

  it("a query parameter that would change an object's prototype: 400, naming it", async () => {
    const { body, status } = await jars(done).http.get("/jars?limit[__proto__]=1");

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "is unknown", parameter: "limit[__proto__]" }]);
  });

  it("an unknown query parameter of maximum length: 400, with its name cut", async () => {
    const { body, status } = await jars(done).http.get(`/jars?${"a".repeat(5_000)}=1`);

    expect(status).to.equal(400);
    expect(body.detail).to.equal(`${"a".repeat(1_999)}…`);
    expect(body.errors).to.deep.equal([{ detail: "is unknown", parameter: `${"a".repeat(99)}…` }]);
  });

  it("a query parameter out of range: 400, naming it", async () => {
    const { body, status } = await jars(done).http.get("/jars?limit=101");

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "must be <= 100", parameter: "limit" }]);
  });

  for (const limit of [
    "1e400",
    "Infinity",
    "NaN",
    "1e21",
    "-0",
    "0.5",
    "0x10",
    "0b11",
    "0o7",
    "1e1",
    "5.0",
    "5.",
    "%2B5",
    "%205",
    "5%20",
    "5%0a",
  ]) {
    it(`a query parameter that is ${limit}: 400, naming it`, async () => {
      const { body, status } = await jars(done).http.get(`/jars?limit=${limit}`);

      expect(status).to.equal(400);
      expect(body.errors[0].parameter).to.equal("limit");
    });
  }

  it("a repeated query parameter: 400, naming it", async () => {
    const { body, status } = await jars(done).http.get("/jars?limit=1&limit=2");

    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "must be integer", parameter: "limit" }]);
  });

  it("a path that cannot be decoded: 400", async () => {
    const { body, status } = await jars(done)
      .http.get("/jars/%ZZ")
      .set("Authorization", await bearer());

    expect(status).to.equal(400);
    expect(body.detail).to.equal("the path cannot be decoded");
  });

  it("an unknown path: 404, even without a token", async () => {
    const { body, status } = await jars(done).http.get("/bottles");

    expect(status).to.equal(404);
    expect(body.type).to.equal("/problems/not-found");
  });

  it("a path with a trailing slash, or in upper case: 404", async () => {
    const { http } = jars(done);

    expect((await http.get("/jars/")).status).to.equal(404);
    expect((await http.get("/JARS")).status).to.equal(404);
  });

  it("a wrong method: 405, with the allowed ones", async () => {
    const { body, headers, status } = await jars(done).http.put("/jars");

    expect(status).to.equal(405);
    expect(headers.allow).to.equal("GET, POST, HEAD, OPTIONS");
    expect(body.type).to.equal("/problems/method-not-allowed");
  });

  it("does not reach the service", async () => {
    const { http, reported, taken } = jars(done);
    await http
      .post("/jars")
      .set("Authorization", await bearer(ann))
      .set("Idempotency-Key", "k1")
      .send({});

    expect(taken).to.deep.equal([]);
    expect(reported).to.deep.equal([]);
  });
});
