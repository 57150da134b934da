import { generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { SignJWT, UnsecuredJWT } from "jose";
import { tokens } from "../request/auth.ts";
import { ann, bearer, clock, done, filled, jars, secret } from "./example.ts";

describe("A bearer token", () => {
  const get = (authorization: string) => jars(done).http.get("/jars/x").set("Authorization", authorization);
  const claims = { sub: "ann", name: "Ann", email: "ann@example.org", role: "customer" };
  const about = { iss: "pas-de-cinq", aud: "pas-de-cinq", exp: clock.now() / 1000 + 60 };
  const signed = async (payload: object) =>
    `Bearer ${await new SignJWT({ ...payload }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret))}`;

  it("that is missing: 401, with a challenge without an error", async () => {
    const { body, headers, status } = await jars(done).http.get("/jars/x");

    expect(status).to.equal(401);
    expect(headers["www-authenticate"]).to.equal('Bearer realm="pas-de-cinq"');
    expect(body).to.include({ type: "/problems/unauthorized", detail: "Authorization header required" });
  });

  it("that has expired: 401, with the reason", async () => {
    const past = tokens({ secret, clock: { now: () => clock.now() - 3_601_000 } });
    const { body, headers, status } = await get(`Bearer ${await past.issue(ann)}`);

    expect(status).to.equal(401);
    expect(headers["www-authenticate"]).to.equal(
      'Bearer realm="pas-de-cinq", error="invalid_token", error_description="the token has expired: get a new one"',
    );
    expect(body.detail).to.equal("the token has expired: get a new one");
  });

  it("that expires in a second is valid", async () => {
    const past = tokens({ secret, clock: { now: () => clock.now() - 3_599_000 } });

    expect((await get(`Bearer ${await past.issue(ann)}`)).status).to.equal(404);
  });

  it("that is signed with another secret: 401, with the reason", async () => {
    const forger = tokens({ secret: "another secret, also of 32 bytes or more", clock });
    const { body, status } = await get(`Bearer ${await forger.issue(ann)}`);

    expect(status).to.equal(401);
    expect(body.detail).to.equal("the token is forged, or signed with another secret");
  });

  it("whose claims were changed after signing: 401, with the reason", async () => {
    const [head, , signature] = (await bearer()).split(".");
    const staff = Buffer.from(JSON.stringify({ ...claims, ...about, role: "staff" })).toString("base64url");
    const { body, status } = await get(`${head}.${staff}.${signature}`);

    expect(status).to.equal(401);
    expect(body.detail).to.equal("the token is forged, or signed with another secret");
  });

  it("that is not signed: 401", async () => {
    const unsigned = new UnsecuredJWT({ ...claims, ...about }).encode();
    const { status } = await get(`Bearer ${unsigned}`);

    expect(status).to.equal(401);
  });

  it("with another algorithm: 401, naming the required one", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const token = await new SignJWT({ ...claims, ...about })
      .setProtectedHeader({ alg: "EdDSA" })
      .sign(privateKey);
    const { body, status } = await get(`Bearer ${token}`);

    expect(status).to.equal(401);
    expect(body.detail).to.equal("the token must be signed with HS256");
  });

  it("that is for another API: 401, naming the claim", async () => {
    const { body, status } = await get(await signed({ ...claims, ...about, aud: "the-bank" }));

    expect(status).to.equal(401);
    expect(body.detail).to.equal("the token is not for this API: its claim aud is missing or wrong");
  });

  it("that never expires: 401, naming the claim", async () => {
    const { body, status } = await get(await signed({ ...claims, iss: "pas-de-cinq", aud: "pas-de-cinq" }));

    expect(status).to.equal(401);
    expect(body.detail).to.equal("the token is not for this API: its claim exp is missing or wrong");
  });

  it("with an unknown role: 401, naming the claim", async () => {
    const { body, status } = await get(await signed({ ...claims, ...about, role: "admin" }));

    expect(status).to.equal(401);
    expect(body.detail).to.equal("the token lacks a claim: role: customer, staff or courier");
  });

  it("with an email address that the contracts forbid: 401, naming the claim", async () => {
    const { body, status } = await get(await signed({ ...claims, ...about, email: "ann@@example" }));

    expect(status).to.equal(401);
    expect(body.detail).to.include("email");
  });

  it("that is not a token: 401", async () => {
    const { body, status } = await get("Bearer abc");

    expect(status).to.equal(401);
    expect(body.detail).to.equal("the bearer token is not a signed JWT");
  });

  it("in another scheme: 401", async () => {
    expect((await get("Basic YW5uOnNlY3JldA==")).status).to.equal(401);
  });

  it("for the wrong role: 403", async () => {
    const { body, status } = await jars(done)
      .http.patch("/jars/x")
      .set("Authorization", await bearer(ann))
      .send(filled);

    expect(status).to.equal(403);
    expect(body.detail).to.equal("this is for staff; the token is for a customer");
  });

  it("is not required by a public operation", async () => {
    expect((await jars(done).http.get("/jars")).status).to.equal(200);
  });

  it("requires a secret of 32 bytes", () => {
    expect(() => tokens({ secret: "short", clock })).to.throw("at least 32 bytes");
  });
});
