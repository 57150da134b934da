import { expect } from "chai";
import supertest from "supertest";
import { tokens } from "#messaging/http/request/auth.ts";
import { authorization } from "../gateway/authorization.ts";

const clock = { now: () => 1_767_376_800_000 };
const secret = "a secret of the tests, 32 bytes or more";
const { authenticate, issue } = tokens({ secret, clock });
const ann = { id: "ann", name: "Ann", email: "ann@example.org", role: "customer" } as const;

describe("The authorization check of the gateway", () => {
  const http = supertest(authorization(authenticate));

  it("answers 204 to a valid token", async () => {
    const { status } = await http.get("/authorize").set("Authorization", `Bearer ${await issue(ann)}`);
    expect(status).to.equal(204);
  });

  it("answers 401 without a token, with a challenge, and the reason in a header", async () => {
    const { body, headers, status } = await http.get("/authorize");
    expect(status).to.equal(401);
    expect(headers["www-authenticate"]).to.equal('Bearer realm="pas-de-cinq"');
    expect(headers["x-problem-detail"]).to.equal("the Authorization header must be: Bearer <token>");
    expect(body.type).to.equal("/problems/unauthorized");
  });

  it("answers 401 to an expired token, with the error in the challenge", async () => {
    const past = tokens({ secret, clock: { now: () => clock.now() - 3_601_000 } });
    const { headers, status } = await http
      .get("/authorize")
      .set("Authorization", `Bearer ${await past.issue(ann)}`);
    expect(status).to.equal(401);
    expect(headers["www-authenticate"]).to.include('error="invalid_token"');
    expect(headers["x-problem-detail"]).to.equal("the token has expired: get a new one");
  });

  it("serves nothing else except its health", async () => {
    expect((await http.get("/healthz")).status).to.equal(204);
    expect((await http.get("/")).status).to.equal(404);
  });
});
