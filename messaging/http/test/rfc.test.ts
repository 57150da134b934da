// One example per decision that the README takes from an RFC; hence the length.

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { canonicalTarget } from "../openapi/target.ts";
import { isDeeperThan } from "../request/body.ts";
import { listen } from "../server.ts";
import { bearer, clock, done, filled, jars, secret } from "./example.ts";

const nested = (open: string, close: string) => `${open.repeat(100_000)}${close.repeat(100_000)}`;

describe("A body with a hundred thousand levels", () => {
  for (const [what, body] of [
    ["arrays", nested("[", "]")],
    ["objects", nested('{"a":', "}")],
    ["arrays that do not close", "[".repeat(100_000)],
    ["arrays in a field", `{"items":${nested("[", "]")}}`],
  ] as const) {
    it(`gets a 400 problem on every route with a body: ${what}`, async () => {
      const { http, reported, taken } = jars(done);
      for (const [method, path] of [
        ["post", "/jars"],
        ["post", "/jars/washed"],
        ["patch", "/jars/x"],
        ["delete", "/jars/x"],
      ] as const) {
        const answer = await http[method](path)
          .set("Authorization", await bearer())
          .set("Idempotency-Key", "k1")
          .type("application/json")
          .send(body);
        expect(answer.status, path).to.equal(400);
        expect(answer.body.detail, path).to.equal("the body is nested deeper than 32 levels");
      }
      expect([reported, taken]).to.deep.equal([[], []]);
    });
  }

  it("is detected without counting brackets in strings", () => {
    expect(isDeeperThan(2, Buffer.from('{"a":["[[[[{{{{","\\"[[[["]}'))).to.equal(false);
    expect(isDeeperThan(2, Buffer.from('{"a":[[]]}'))).to.equal(true);
    const depthOf = (value: unknown): number =>
      typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const depth = depthOf(value);
        const body = Buffer.from(JSON.stringify(value));
        return !isDeeperThan(depth, body) && (depth === 0 || isDeeperThan(depth - 1, body));
      }),
    );
  });
});

describe("Nesting elsewhere", () => {
  it("in a query gets a 400 problem", async () => {
    const { body, status } = await jars(done).http.get(`/jars?limit${"[a]".repeat(3_000)}=1`);

    expect(status).to.equal(400);
    expect(body.type).to.equal("/problems/invalid-request");
  });

  it("in a token gets a 401 problem", async () => {
    const part = (json: string) => Buffer.from(json).toString("base64url");
    for (const token of [
      `${part("[".repeat(5_000))}.${part("{}")}.AAAA`,
      `${part('{"alg":"HS256"}')}.${part(`{"a":${"[".repeat(5_000)}`)}.AAAA`,
    ]) {
      const { status } = await jars(done).http.get("/jars/x").set("Authorization", `Bearer ${token}`);
      expect(status).to.equal(401);
    }
  });
});

describe("Methods (RFC 9110, 9)", () => {
  it("HEAD works wherever GET does, with the same headers and no body", async () => {
    const { http } = jars(done);
    for (const path of ["/jars", "/healthz", "/openapi.json", "/readyz"]) {
      const get = await http.get(path);
      const head = await http.head(path);
      expect(head.status, path).to.equal(get.status);
      expect(head.headers["content-type"], path).to.equal(get.headers["content-type"]);
      expect(head.headers["content-length"], path).to.equal(get.headers["content-length"]);
      expect(head.text ?? "", path).to.equal("");
    }
  });

  it("HEAD needs a token where GET does, and gets the same 404", async () => {
    const { http } = jars(done);
    expect((await http.head("/jars/x")).status).to.equal(401);
    expect((await http.head("/jars/x").set("Authorization", await bearer())).status).to.equal(404);
    expect((await http.head("/bottles")).status).to.equal(404);
  });

  it("HEAD is 405 where there is no GET", async () => {
    const { headers, status } = await jars(done).http.head("/jars/washed");
    expect([status, headers.allow]).to.deep.equal([405, "POST, OPTIONS"]);
  });

  it("OPTIONS lists a path's methods, without a token", async () => {
    const { http } = jars(done);
    const allow = async (path: string) => {
      const { headers, status } = await http.options(path);
      return [status, headers.allow];
    };
    expect(await allow("/jars")).to.deep.equal([204, "GET, POST, HEAD, OPTIONS"]);
    expect(await allow("/jars/x")).to.deep.equal([204, "GET, PATCH, DELETE, HEAD, OPTIONS"]);
    expect(await allow("/jars/washed")).to.deep.equal([204, "POST, OPTIONS"]);
    expect(await allow("/healthz")).to.deep.equal([204, "GET, HEAD, OPTIONS"]);
    expect(await allow("/bottles")).to.deep.equal([404, undefined]);
  });

  it("every other method is 405 with Allow, even at /healthz", async () => {
    const { http } = jars(done);
    expect((await http.delete("/healthz")).headers.allow).to.equal("GET, HEAD, OPTIONS");
    expect((await http.put("/jars/x")).headers.allow).to.equal("GET, PATCH, DELETE, HEAD, OPTIONS");
  });
});

describe("The Content-Type of a body", () => {
  const statusOf = async (type: string) => {
    const request = jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer());
    request.set("Idempotency-Key", "k1").set("Content-Type", type);
    return (await request.send(JSON.stringify(filled))).status;
  };

  for (const type of [
    "application/json",
    "APPLICATION/JSON",
    "application/json; profile=x",
    'application/json; profile="a;b, c"; charset=UTF-8',
    "application/json;charset=utf-8",
    'application/json; charset="utf-8"',
    "application/json; charset=utf8",
    "application/json ;",
  ]) {
    it(`${type} is JSON`, async () => {
      expect(await statusOf(type)).to.equal(202);
    });
  }

  for (const type of [
    "application/json; charset=utf-16",
    "application/json; charset=latin1",
    "application/json; charset=utf-8; charset=utf-16",
    "application/json; =x",
    "application/json, application/json",
    "application/jsonp",
    "application/problem+json",
    "text/plain",
    "%",
  ]) {
    it(`${type} is 415`, async () => {
      expect(await statusOf(type)).to.equal(415);
    });
  }

  for (const filler of [";  ", ";", "; a=b  ", '; a="b"  ', '; a="\\\\']) {
    // In exponential time, it would outlast the test.
    it(`is parsed in linear time: thousands of ${JSON.stringify(filler)} and an error`, async () => {
      expect(await statusOf(`application/json${filler.repeat(6_000 / filler.length)}@`)).to.equal(415);
    });
  }
});

describe("A body that is JSON, but invalid", () => {
  const post = async (body: string | Buffer, path = "/jars") => {
    const request = jars(done)
      .http.post(path)
      .set("Authorization", await bearer());
    return request.set("Idempotency-Key", "k1").type("application/json").send(body);
  };

  for (const [body, kind] of [
    ["null", "null"],
    ["true", "a boolean"],
    ["1", "a number"],
    ['"text"', "a text"],
  ] as const) {
    it(`${body}: 400, because it must be an object`, async () => {
      for (const path of ["/jars", "/jars/washed"]) {
        const answer = await post(body, path);
        expect(answer.status).to.equal(400);
        expect(answer.body.detail).to.equal(`the body must be an object, not ${kind}`);
      }
    });
  }

  for (const quantity of ["1e400", "-1e400", "1.5", "1e2", "9007199254740993", '"1"', "null", "1E+400"]) {
    it(`a quantity of ${quantity}: 400`, async () => {
      expect((await post(`{"items":[{"name":"plum","quantity":${quantity}}]}`)).status).to.equal(400);
    });
  }

  it("3.0 and 3 are the same number", async () => {
    expect((await post('{"items":[{"name":"plum","quantity":3.0}]}')).status).to.equal(202);
  });

  it("half of a surrogate pair: 400, because UTF-8 cannot encode it", async () => {
    for (const half of ["\\ud800", "\\uDC00x", "\\\\\\ud800", "\\udc00\\ud800"]) {
      const answer = await post(`{"items":[{"name":"${half}","quantity":1}]}`);
      expect(answer.body.detail).to.equal(
        "the body contains half of a surrogate pair, which is not a character",
      );
    }
    for (const whole of ["\\ud83c\\udf55", "\\\\ud800", "🍕"]) {
      expect((await post(`{"items":[{"name":"${whole}","quantity":1}]}`)).status).to.equal(202);
    }
  });

  it("a byte order mark is ignored, as RFC 8259 (8.1) allows", async () => {
    expect((await post(`\ufeff${JSON.stringify(filled)}`)).status).to.equal(202);
  });

  it("a repeated name: the last one wins", async () => {
    expect((await post('{"items":[],"items":[{"name":"plum","quantity":1}]}')).status).to.equal(202);
  });

  it("an empty body: 400", async () => {
    expect((await post("")).status).to.equal(400);
  });

  it("more items than the document allows: 400, even 100,000", async () => {
    const items = Array.from({ length: 20_000 }, () => ({ name: "plum", quantity: 1 }));
    expect((await post(JSON.stringify({ items }))).status).to.equal(400);
  });

  it("truncated compression, or an unknown one: a 4xx problem", async () => {
    const packed = gzipSync(JSON.stringify(filled));
    for (const [encoding, body] of [
      ["gzip", packed.subarray(0, packed.length - 10)],
      ["gzip", Buffer.from("no gzip")],
      ["zstd-9", packed],
      ["gzip, gzip", packed],
    ] as const) {
      const request = jars(done)
        .http.post("/jars")
        .set("Authorization", await bearer());
      request.set("Idempotency-Key", "k1").type("application/json").set("Content-Encoding", encoding);
      request.write(body);
      const { status, type } = await request;
      expect(status, encoding).to.be.within(400, 499);
      expect(type).to.equal("application/problem+json");
    }
  });
});

describe("An Idempotency-Key (draft-ietf-httpapi-idempotency-key-header)", () => {
  const post = async (key: string) => {
    const request = jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer());
    return request.set("Idempotency-Key", key).send(filled);
  };

  it("may be a string with spaces, escapes and parameters; equal strings are the same key", async () => {
    const plain = (await post('"dinner for two"')).body.jarId;

    expect(plain).to.be.a("string");
    for (const same of ['"dinner for two";v=1', '"dinner for two"; a; b="x;y"; c=?1'])
      expect((await post(same)).body.jarId, same).to.equal(plain);
    expect((await post('"dinner \\"for\\" two"')).status).to.equal(202);
    expect((await post('"k1"')).body.jarId).to.equal((await post("k1")).body.jarId);
  });

  for (const key of [
    '"',
    '""',
    '"a',
    "a b",
    '"a"b',
    '"a" ;b',
    '"a";B',
    '"a\\x"',
    '"a","b"',
    `"${"x".repeat(256)}"`,
  ]) {
    it(`${key.slice(0, 20)} is 400`, async () => {
      const { body, status } = await post(key);
      expect([status, body.type]).to.deep.equal([400, "/problems/idempotency-key-invalid"]);
    });
  }

  it("is parsed in linear time: in exponential time, it would outlast the test", async () => {
    for (const parameters of [";a=".repeat(3_000), '; a="\\"'.repeat(1_000)]) {
      expect((await post(`"a"${parameters}`)).status).to.equal(400);
    }
  });
});

describe("A token with a valid signature, but unusual contents", () => {
  const claims = { sub: "ann", name: "Ann", email: "ann@example.org", role: "customer" };
  const about = { iss: "pas-de-cinq", aud: "pas-de-cinq" };
  const soon = clock.now() / 1000 + 60;
  /** Takes the payload as text, because JSON.stringify cannot produce 1e999. */
  async function statusOf(times: string, header: object = {}) {
    const rest = JSON.stringify({ ...claims, ...about }).slice(1, -1);
    const payload = Buffer.from(`{${rest},${times}}`);
    const head = Buffer.from(JSON.stringify({ alg: "HS256", ...header })).toString("base64url");
    const signed = `${head}.${payload.toString("base64url")}`;
    const signature = createHmac("sha256", secret).update(signed).digest("base64url");
    const request = jars(done).http.get("/jars/x").set("Authorization", `Bearer ${signed}.${signature}`);
    return (await request).status;
  }

  it("is valid if its times are finite, and its typ is JWT or missing", async () => {
    expect(await statusOf(`"exp":${soon}`)).to.equal(404);
    expect(await statusOf(`"exp":${soon},"nbf":0,"iat":${soon}`)).to.equal(404);
    expect(await statusOf(`"exp":${soon}`, { typ: "jwt" })).to.equal(404);
    expect(await statusOf(`"exp":${soon}`, { typ: "application/JWT" })).to.equal(404);
  });

  for (const times of [
    '"exp":1e999',
    '"exp":-1e999',
    '"exp":1e15',
    '"exp":"4102444800"',
    '"exp":null',
    '"exp":[4102444800]',
    '"exp":true',
    '"exp":0',
    `"exp":${soon},"nbf":1e999`,
    `"exp":${soon},"nbf":-1e999`,
    `"exp":${soon},"nbf":"0"`,
    `"exp":${soon},"nbf":${soon}`,
    `"exp":${soon},"iat":1e999`,
    `"exp":${soon},"iat":"now"`,
    `"exp":${soon},"role":null`,
    `"exp":${soon},"role":["customer"]`,
    `"exp":${soon},"aud":null`,
    '"iat":0',
  ]) {
    it(`with ${times}: 401`, async () => {
      expect(await statusOf(times)).to.equal(401);
    });
  }

  for (const header of [
    { alg: "none" },
    { alg: "HS512" },
    { alg: "RS256" },
    { typ: "secevent+jwt" },
    { typ: "" },
    { crit: ["x"], x: 1 },
    { b64: false, crit: ["b64"] },
  ]) {
    it(`with the header ${JSON.stringify(header)}: 401`, async () => {
      expect(await statusOf(`"exp":${soon}`, header)).to.equal(401);
    });
  }
});

describe("An equivalent target", () => {
  const canonical = canonicalTarget({
    paths: {
      "/jars/{id}": { parameters: [{ $ref: "#/components/parameters/Id" }], get: {} },
      "/lids": { get: { parameters: [{ name: "jarId", in: "query", schema: { format: "uuid" } }] } },
      "/shelves/{name}": { parameters: [{ name: "name", in: "path", schema: { type: "string" } }], get: {} },
    },
    components: {
      securitySchemes: { bearer: {} },
      parameters: { Id: { name: "id", in: "path", schema: { format: "uuid" } } },
    },
  } as never);
  const capitals = "0D6F2C1E-5B8A-4F3E-9C47-1A2B3C4D5E6F";

  it("is equal: the absolute form, encoded letters, an upper-case UUID", () => {
    expect(canonical("http://host:1/jars/a?b=http://c")).to.equal("/jars/a?b=http://c");
    expect(canonical("http://host")).to.equal("/");
    expect(canonical("/%6Aars/%7e%2F")).to.equal("/jars/~%2F");
    expect(canonical(`/jars/${capitals}`)).to.equal(`/jars/${capitals.toLowerCase()}`);
    expect(canonical(`/lids?a=1&jarId=${capitals}`)).to.equal(`/lids?a=1&jarId=${capitals.toLowerCase()}`);
  });

  it("is unchanged if it is not a UUID parameter", () => {
    expect(canonical(`/shelves/${capitals}`)).to.equal(`/shelves/${capitals}`);
    expect(canonical(`/lids?other=${capitals}`)).to.equal(`/lids?other=${capitals}`);
    expect(canonical("/jars/ABC?limit=1?2")).to.equal("/jars/ABC?limit=1?2");
  });

  it("is canonicalized idempotently", () => {
    fc.assert(fc.property(fc.webPath(), (path) => canonical(canonical(path)) === canonical(path)));
  });

  it("is served", async () => {
    const { http } = jars(done);
    expect((await http.get("/%6Aars")).status).to.equal(200);
    expect((await http.get("/jars/")).status).to.equal(404);
    expect((await http.get("//jars")).status).to.equal(404);
    expect((await http.get("/jars/../jars")).status).to.equal(404);
    expect((await http.get("/jars/%2e%2e").set("Authorization", await bearer())).status).to.equal(404);
  });
});

describe("Requests over a socket", () => {
  /** The status of each response to these bytes. */
  async function statuses(bytes: string): Promise<readonly number[]> {
    const server = await listen(jars(done).api.app, { port: 0 });
    const socket = connect({ port: server.port, host: "127.0.0.1" });
    await once(socket, "connect");
    socket.end(bytes);
    const answer = await text(socket);
    await server.close({ withinMs: 100 });
    return [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  }
  const host = "Host: a\r\nConnection: close\r\n";
  const json = "Content-Type: application/json\r\n";

  it("in the absolute form are served (RFC 9112, 3.2.2)", async () => {
    expect(await statuses(`GET http://a/jars HTTP/1.1\r\n${host}\r\n`)).to.deep.equal([200]);
  });

  it("OPTIONS * is answered", async () => {
    expect(await statuses(`OPTIONS * HTTP/1.1\r\n${host}\r\n`)).to.deep.equal([204]);
  });

  it("with two Host headers are refused (RFC 9112, 3.2)", async () => {
    expect(await statuses(`GET /jars HTTP/1.1\r\nHost: b\r\n${host}\r\n`)).to.deep.equal([400]);
  });

  for (const name of ["Authorization", "Content-Type", "Idempotency-Key"]) {
    it(`with two ${name} headers are refused`, async () => {
      const twice = `${name}: a\r\n${name}: b\r\n`;
      expect(await statuses(`GET /jars HTTP/1.1\r\n${host}${twice}\r\n`)).to.deep.equal([400]);
    });
  }

  it("with two lengths, or a length and chunks, are refused", async () => {
    const post = `POST /jars/washed HTTP/1.1\r\n${host}${json}`;
    expect(await statuses(`${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`)).to.deep.equal([400]);
    expect(
      await statuses(`${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
    ).to.deep.equal([400]);
    expect(await statuses(`${post}Content-Length: -1\r\n\r\n{}`)).to.deep.equal([400]);
    expect(await statuses(`${post}Content-Length: 1e1\r\n\r\n{}`)).to.deep.equal([400]);
  });

  it("that are shorter than their length are refused", async () => {
    const answers = await statuses(
      `POST /jars/washed HTTP/1.1\r\n${host}${json}Content-Length: 10\r\n\r\n{}`,
    );
    expect(answers.every((status) => status >= 400 && status < 500)).to.equal(true);
  });

  it("HEAD sends only headers", async () => {
    expect(
      await statuses(`HEAD /jars HTTP/1.1\r\nHost: a\r\n\r\nGET /jars HTTP/1.1\r\n${host}\r\n`),
    ).to.deep.equal([200, 200]);
  });
});

describe("Accept", () => {
  it("is ignored: every response is JSON, as RFC 9110 (12.4.1) allows", async () => {
    const { status, type } = await jars(done).http.get("/jars").set("Accept", "text/html");
    expect([status, type]).to.deep.equal([200, "application/json"]);
  });
});
