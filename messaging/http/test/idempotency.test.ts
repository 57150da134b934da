// One example per rule of a command; hence the length.

import { expect } from "chai";
import fc from "fast-check";
import { Conflict, NotYet, Unavailable, Unprocessable, Unstorable } from "../../errors.ts";
import type { Result } from "../../instance/result.ts";
import { idOf } from "../../message.ts";
import { ann, bearer, done, filled, jars } from "./example.ts";

describe("A command", () => {
  type Jars = ReturnType<typeof jars>;
  const post = async ({ http }: Jars, key: string, body: object = filled, as = ann) =>
    http
      .post("/jars")
      .set("Authorization", await bearer(as))
      .set("Idempotency-Key", key)
      .send(body);
  const answered = (result: Result) => async (): Promise<Result> => result;
  const earlier = (answer: { digest: string; reply?: object; refusal?: { code: string; detail: string } }) =>
    answered({
      kind: "duplicate",
      earlier: {
        id: "",
        type: "alerts.fill-jar",
        at: "2026-01-02T17:00:00.000Z",
        outcome: "handled",
        caused: [],
        answer,
      },
    });

  it("enters as a message of the service, with the client's trace", async () => {
    const api = jars(done);
    const { body, headers, status } = await api.http
      .post("/jars")
      .set("Authorization", await bearer())
      .set("Idempotency-Key", "k1")
      .set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
      .send(filled);

    const [message] = api.taken;
    expect(status).to.equal(202);
    expect(body).to.deep.equal({ jarId: message?.id });
    expect(headers.location).to.equal(`/jars/${message?.id}`);
    expect(message).to.deep.include({
      type: "alerts.fill-jar",
      source: "/jars",
      time: "2026-01-02T18:00:00.000Z",
    });
    expect(message?.traceparent).to.match(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
  });

  it("with an invalid trace starts a new one", async () => {
    const api = jars(done);
    await api.http
      .post("/jars")
      .set("Authorization", await bearer())
      .set("Idempotency-Key", "k1")
      .set("traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01")
      .send(filled);

    const [message] = api.taken;
    expect(message?.traceparent).to.include(message?.id.replaceAll("-", ""));
  });

  it("without an Idempotency-Key: 400", async () => {
    const { body, status } = await jars(done)
      .http.post("/jars")
      .set("Authorization", await bearer())
      .send(filled);

    expect(status).to.equal(400);
    expect(body.type).to.equal("/problems/idempotency-key-missing");
  });

  it("with an invalid Idempotency-Key: 400", async () => {
    const api = jars(done);

    expect((await post(api, "a b")).body.type).to.equal("/problems/idempotency-key-invalid");
    expect((await post(api, '"abc')).body.type).to.equal("/problems/idempotency-key-invalid");
    expect((await post(api, "x".repeat(256))).status).to.equal(400);
    expect((await post(api, "x".repeat(255))).status).to.equal(202);
  });

  it("has the same id for the same key, bare or quoted", async () => {
    const api = jars(done);
    await post(api, "abc");
    await post(api, '"abc"');

    expect(api.taken[0]?.id).to.equal(api.taken[1]?.id);
  });

  it("has another id for another key, or another customer", async () => {
    const api = jars(done);
    await post(api, "abc");
    await post(api, "abd");
    await post(api, "abc", filled, { ...ann, id: "bob" });

    expect(new Set(api.taken.map(({ id }) => id)).size).to.equal(3);
  });

  it("that was handled before gets the same answer, with its fields in any order", async () => {
    const digest = idOf('{"items":[{"name":"plum","quantity":3}]}');
    const api = jars(earlier({ digest, reply: { jarId: "as before" } }));
    const { body, status } = await post(api, "k1", { items: [{ quantity: 3, name: "plum" }] });

    expect(status).to.equal(202);
    expect(body).to.deep.equal({ jarId: "as before" });
  });

  it("that was refused before gets the same refusal", async () => {
    const digest = idOf('{"items":[{"name":"plum","quantity":3}]}');
    const refusal = { code: "no-such-fruit", detail: "there are no plums" };
    const { body, status } = await post(jars(earlier({ digest, refusal })), "k1");

    expect(status).to.equal(422);
    expect(body.detail).to.equal("there are no plums");
  });

  it("whose key was used for another body: 422", async () => {
    const digest = idOf('{"items":[{"name":"pear","quantity":3}]}');
    const { body, status } = await post(jars(earlier({ digest, reply: {} })), "k1");

    expect(status).to.equal(422);
    expect(body.type).to.equal("/problems/idempotency-key-reused");
  });

  it("whose key is in progress: 409 for the same body, 422 for another; then the key is free again", async () => {
    let finish = (): void => {};
    let entered = (): void => {};
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const api = jars(async (message, digest) => {
      entered();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return done(message, digest);
    });

    const first = post(api, "k1");
    await inside;
    const same = await post(api, "k1");
    const other = await post(api, "k1", { items: [{ name: "pear", quantity: 1 }] });
    finish();

    expect((await first).status).to.equal(202);
    expect(same.status).to.equal(409);
    expect(same.headers["retry-after"]).to.equal("1");
    expect(same.body.type).to.equal("/problems/idempotency-key-in-flight");
    expect(other.status).to.equal(422);
    expect(api.taken).to.have.length(1);
  });

  it("that is refused has the route's status for the code, and a pointer to the field", async () => {
    const refusal = { code: "no-such-fruit", detail: "there are no plums", pointer: "/items/0/name" };
    const refused = answered({ kind: "refused", answer: { digest: "", refusal }, why: "" });
    const { body, status } = await post(jars(refused), "k1");

    expect(status).to.equal(422);
    expect(body).to.deep.include({
      type: "/problems/no-such-fruit",
      title: "No such fruit",
      errors: [{ detail: "there are no plums", pointer: "/items/0/name" }],
    });
  });

  it("that is refused with a code that the route does not name: 409", async () => {
    const refusal = { code: "sealed", detail: "the jar is sealed" };
    const { status } = await post(
      jars(answered({ kind: "refused", answer: { digest: "", refusal }, why: "" })),
      "k1",
    );

    expect(status).to.equal(409);
  });

  it("when too many commands wait: 503, with Retry-After", async () => {
    const full = async () => Promise.reject(new Unavailable("jars has 10000 messages waiting"));
    const { body, headers, status } = await post(jars(full), "k1");

    expect(status).to.equal(503);
    expect(headers["retry-after"]).to.equal("1");
    expect(body.type).to.equal("/problems/unavailable");
  });

  it("that needs another fact first: 503, with Retry-After", async () => {
    const error = new NotYet("not yet: the jar is being washed");
    const { body, headers, status } = await post(jars(answered({ kind: "failed", error })), "k1");

    expect(status).to.equal(503);
    expect(headers["retry-after"]).to.equal("1");
    expect(body.detail).to.equal("not yet: the jar is being washed");
  });

  it("that conflicts repeatedly: 503, with Retry-After, and no report", async () => {
    const error = new Conflict("secret detail");
    const api = jars(answered({ kind: "failed", error }));
    const { headers, status, text } = await post(api, "k1");

    expect(status).to.equal(503);
    expect(headers["retry-after"]).to.equal("1");
    expect(text).not.to.include("secret");
    expect(api.reported).to.deep.equal([]);
  });

  it("that fails: 500 without details, and a report", async () => {
    const error = new Error("secret detail");
    const api = jars(answered({ kind: "failed", error }));
    const { status, text } = await post(api, "k1");

    expect(status).to.equal(500);
    expect(text).not.to.include("secret");
    expect(api.reported).to.deep.equal([error]);
  });

  it("that can never succeed: 422", async () => {
    const error = new Unprocessable("a jar holds 3 things");
    const { body, status } = await post(
      jars(answered({ kind: "unprocessable", reason: "unprocessable", error })),
      "k1",
    );

    expect(status).to.equal(422);
    expect(body.detail).to.equal("a jar holds 3 things");
  });

  it("that cannot be stored: 422, without the database's message", async () => {
    const error = new Unstorable("BSONObjectTooLarge at node 3");
    const { body, status } = await post(
      jars(answered({ kind: "unprocessable", reason: "not-storable", error })),
      "k1",
    );

    expect(status).to.equal(422);
    expect(body.detail).to.equal(
      "the result cannot be stored: it is too large, nested too deeply, or not valid Unicode",
    );
  });

  it("without a key is new each time; with a key it is not", async () => {
    const api = jars(done);
    const staff = await bearer({ ...ann, role: "staff" });
    const patch = () => api.http.patch("/jars/x").set("Authorization", staff);
    await patch().send(filled);
    await patch().send(filled);
    await patch().set("Idempotency-Key", "k1").send(filled);
    await patch().set("Idempotency-Key", "k1").send(filled);

    const [first, second, third, fourth] = api.taken.map(({ id }) => id);
    expect(first).not.to.equal(second);
    expect(third).to.equal(fourth);
  });

  it("from a webhook is the same message as the call's response, and handled once", async () => {
    const api = jars(done);
    const body = '{ "jarId": "j1" }';
    const first = await api.http.post("/jars/washed").type("json").send(body);
    const second = await api.http.post("/jars/washed").type("json").send(body);

    expect(api.taken.map(({ id }) => id)).to.deep.equal([
      idOf("alerts.jar-washed/j1"),
      idOf("alerts.jar-washed/j1"),
    ]);
    expect(first.body).to.deep.equal({ bytes: '{ "jarId": "j1" }' });
    expect(second.status).to.equal(200);
  });

  it("has a different id for every key of visible ASCII", async () => {
    const visible = fc.string({
      unit: fc.integer({ min: 0x23, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 255,
    });
    await fc.assert(
      fc.asyncProperty(visible, visible, async (one, other) => {
        const api = jars(done);
        await post(api, one);
        await post(api, other);
        expect(api.taken[0]?.id === api.taken[1]?.id).to.equal(one === other);
      }),
      { numRuns: 10 },
    );
  });
});
