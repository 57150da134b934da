import { expect } from "chai";
import supertest from "supertest";
import { contracts } from "#contracts/contracts.ts";
import { parkedExchange } from "#contracts/exchanges.ts";
import { gateway } from "#messaging/http/gateway/gateway.ts";
import { type Role, tokens } from "#messaging/http/request/auth.ts";
import { listen } from "#messaging/http/server.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { companyTopology } from "#messaging/topology.ts";
import { parkedInCompany } from "../company.ts";
import { parkedHttp } from "../http.ts";
import { parkedInMemory } from "../memory.ts";
import { rawMessage } from "./conformance.ts";

const clock = systemClock();
const access = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
const tokenOf = (role: Role) => access.issue({ id: "sam", name: "Sam", email: "sam@example.com", role });

/** The admin API with one parked message of payments, and its clients. */
async function admin() {
  const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
  await broker
    .connect("a test")
    .publish([{ exchange: parkedExchange, routingKey: "payments", ...rawMessage("a") }]);
  const parked = parkedInMemory(broker);
  const api = parkedHttp({ parked, authenticate: access.authenticate, clock });
  const [found] = await parked.list("payments");
  return { api, broker, http: supertest(api.app), path: `/parked/payments/${found?.fingerprint}` };
}

describe("The admin API", () => {
  it("is for staff only", async () => {
    const { broker, http, path } = await admin();
    const token = await tokenOf("customer");

    await http.get("/parked?service=payments").expect(401);
    await http.get("/parked?service=payments").auth(token, { type: "bearer" }).expect(403);
    await http.post(`${path}/redrive`).auth(token, { type: "bearer" }).send({}).expect(403);
    await http.post(`${path}/drop`).auth(token, { type: "bearer" }).send({ why: "junk" }).expect(403);
    expect(broker.queue("payments.parked").ready).to.equal(1);
  });

  it("requires a reason to drop, and refuses an unknown service", async () => {
    const { broker, http, path } = await admin();
    const token = await tokenOf("staff");
    const refused = await http.post(`${path}/drop`).auth(token, { type: "bearer" }).send({}).expect(400);
    await http.get("/parked?service=kitchen").auth(token, { type: "bearer" }).expect(400);

    expect(refused.body.errors).to.deep.equal([{ detail: "is missing", pointer: "/why" }]);
    expect(broker.queue("payments.parked").ready).to.equal(1);
  });

  it("answers 404 for a message that is no longer parked", async () => {
    const { http, path } = await admin();
    const token = await tokenOf("staff");
    await http.post(`${path}/redrive`).auth(token, { type: "bearer" }).send({}).expect(204);
    const again = await http.post(`${path}/redrive`).auth(token, { type: "bearer" }).send({}).expect(404);

    expect(again.body).to.include({ type: "/problems/not-parked" });
  });
});

describe("Parked messages over the admin API", () => {
  it("fail with an error that says what to do: no connection, a wrong token, no such API", async () => {
    const { api } = await admin();
    const [server, other] = [
      await listen(api.app, { port: 0 }),
      await listen(
        gateway([], async () => expect.fail()),
        { port: 0 },
      ),
    ];
    const failure = (url: string, token: string) =>
      parkedInCompany({ url, token })
        .list("payments")
        .catch((error: Error) => error.message);
    const told = [
      await failure("http://127.0.0.1:1", "a.b.c"),
      await failure(server.url, "a.b.c"),
      await failure(server.url, await tokenOf("courier")),
      await failure(other.url, await tokenOf("staff")),
    ];
    await Promise.all([server.close(), other.close()]);

    expect(told[0]).to.equal(
      "http://127.0.0.1:1 cannot be reached: run npm start first, or give another --url",
    );
    expect(told[1]).to.match(/: 401, .*; STAFF must be the token that this npm start printed$/);
    expect(told[2]).to.match(/: 403, .*; STAFF must be a staff member's token$/);
    expect(told[3]).to.match(
      /: 404, .*; only npm start has this API: for a deployment, set RABBITMQ_URL and leave out --url$/,
    );
  });
});
