import { expect } from "chai";
import supertest from "supertest";
import { contracts } from "#contracts/contracts.ts";
import { promptReads } from "#messaging/http/prompt-reads.ts";
import { tokens } from "#messaging/http/request/auth.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { openStore } from "#messaging/process/mongodb.ts";
import { run } from "#messaging/running/run-service.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { companyTopology } from "#messaging/topology.ts";
import { describeBreakingMongoDb } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { ada } from "#tooling/testing/people.ts";
import { ordersHttp } from "../http.ts";
import { ordersService } from "../service.ts";
import { received } from "./given.ts";
import { dinner } from "./running-orders.ts";

describeBreakingMongoDb("Orders over HTTP, while MongoDB is stopped", (mongodb) => {
  it("answers 503 with Retry-After once the outage is known, however late the driver gives up, to reads too; afterwards the same key places the order", async () => {
    const clock = systemClock();
    const signal = new AbortController().signal;
    const mongo = await openStore({
      url: mongodb().url,
      database: `outage_${process.pid}`,
      collections: ordersService.collections,
      indexes: ordersService.indexes,
      clock,
      signal,
      onTrouble: () => {},
      onWarning: () => {},
    });
    let neverAnswers = false;
    const pending = <T>(ask: () => Promise<T>) => (neverAnswers ? new Promise<T>(() => {}) : ask());
    const store: typeof mongo = {
      ...mongo,
      load: (ids, keys) => pending(() => mongo.load(ids, keys)),
      get: (key) => pending(() => mongo.get(key)),
      list: (from, listing) => pending(() => mongo.list(from, listing)),
    };
    const broker = memoryBroker({ clock, topology: companyTopology(contracts) }).connect("orders");
    const running = await run(ordersService, { contracts, broker, store, clock });
    const { authenticate, issue } = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
    const authorization = `Bearer ${await issue(ada)}`;
    const http = supertest(
      ordersHttp({ authenticate, clock, running, store: promptReads(store, running) }).app,
    );
    const place = (key: string) =>
      http.post("/orders").set("Authorization", authorization).set("Idempotency-Key", key).send(dinner);
    await running.submit(received("restaurants.menu-changed.v1"), "");

    await mongodb().kill();
    const [first, read] = await Promise.all([
      place("k1"),
      http.get("/orders").set("Authorization", authorization),
    ]);
    expect([first.status, read.status]).to.deep.equal([503, 503]);
    expect(running.outage()).not.to.equal(undefined);

    // Those who ask MongoDB from now on would wait forever.
    neverAnswers = true;
    const again = await Promise.all([
      place("k1"),
      place("k2"),
      http.get("/orders").set("Authorization", authorization),
      http.get("/orders/0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f").set("Authorization", authorization),
      http.post("/orders/0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f/cancel").set("Authorization", authorization),
    ]);
    for (const { body, headers, status, type } of again) {
      expect([status, type, body.status]).to.deep.equal([503, "application/problem+json", 503]);
      expect(Number(headers["retry-after"])).to.be.within(1, 30);
    }

    neverAnswers = false;
    await mongodb().start();
    await eventually(async () => (await place("k1")).status === 202);
    const { body } = await http.get("/orders").set("Authorization", authorization);
    expect(body.orders).to.have.length(1);
    await running.stop();
    await store.close();
  });
});
