import { expect } from "chai";
import { Unavailable } from "../../errors.ts";
import { memoryStore } from "../../memory/store.ts";
import type { Store } from "../../store.ts";
import { promptReads } from "../prompt-reads.ts";
import { bearer, done, filled, jars } from "./example.ts";

const away = (retryAfterSeconds: number) =>
  new Unavailable("the store is away: MongoDB", { retryAfterSeconds });

describe("While the store is known to be away", () => {
  const outage = (retryAfterSeconds = 7) =>
    jars(done, {
      running: {
        submit: async () => expect.fail(),
        troubles: () => [],
        outage: () => away(retryAfterSeconds),
      },
    });

  it("reads and commands get a 503 problem with Retry-After at once", async () => {
    const { http, reported } = outage();
    for (const request of [http.get("/jars"), http.get("/jars/x"), http.post("/jars").send(filled)]) {
      const { body, headers, status } = await request
        .set("Authorization", await bearer())
        .set("Idempotency-Key", "k1");
      expect([status, headers["retry-after"]]).to.deep.equal([503, "7"]);
      expect(headers["content-type"]).to.equal("application/problem+json");
      expect(body).to.include({ type: "/problems/unavailable", status: 503 });
      expect(body.detail).not.to.include("MongoDB");
    }
    expect(reported).to.deep.equal([]);
  });

  it("so does HEAD; an invalid request still gets its own error", async () => {
    const { http } = outage();
    expect((await http.head("/jars")).status).to.equal(503);
    expect((await http.get("/jars/x")).status).to.equal(401);
    expect((await http.get("/bottles")).status).to.equal(404);
    expect((await http.get("/healthz")).status).to.equal(200);
  });
});

describe("A command that was rejected because the store is away", () => {
  it("leaves its key free: the next attempt gets 503, not 409, and is handled once the store is back", async () => {
    let isAway = true;
    const { http } = jars((message, digest) => (isAway ? Promise.reject(away(1)) : done(message, digest)));
    const post = async () =>
      http
        .post("/jars")
        .set("Authorization", await bearer())
        .set("Idempotency-Key", "k1")
        .send(filled);

    expect((await post()).status).to.equal(503);
    expect((await post()).status).to.equal(503);
    isAway = false;
    expect((await post()).status).to.equal(202);
  });
});

describe("A pending read", () => {
  const key = { collection: "dishes", id: "soup" };

  it("rejects as soon as the store is known to be away, not when the driver gives up", async () => {
    let since = 0;
    const forever = async () => new Promise<never>(() => {});
    const never: Store = { ...memoryStore(), get: forever, list: forever };
    const store = promptReads(never, { outage: () => (since++ > 0 ? away(1) : undefined) });

    expect(await store.get(key).catch((error: unknown) => error)).to.be.instanceOf(Unavailable);
    const asked = { where: {}, newestFirst: "at", limit: 1 };
    expect(
      await store.list({ collection: "dishes" } as never, asked).catch((error: unknown) => error),
    ).to.be.instanceOf(Unavailable);
  });

  it("resolves if the store answers", async () => {
    const store = promptReads(memoryStore(), { outage: () => undefined });
    expect(await store.get(key)).to.equal(undefined);
  });
});
