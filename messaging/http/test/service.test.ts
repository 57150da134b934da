import { expect } from "chai";
import type supertest from "supertest";
import { memoryBroker } from "../../memory/broker.ts";
import { memoryDatabase } from "../../memory/store.ts";
import { reaction, refuse } from "../../reaction.ts";
import { run } from "../../running/run-service.ts";
import { service } from "../../service.ts";
import { collection } from "../../store.ts";
import { contracts } from "../../test/company.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { companyTopology } from "../../topology.ts";

import { ann, bearer, filled, fillJar, jars } from "./example.ts";

interface Jar {
  readonly jarId: string;
}
const shelf = collection<Jar>("jars");

const alerts = service({
  name: "alerts",
  hears: [],
  collections: [shelf],
  reactions: [
    reaction(fillJar, {
      reads: ({ jarId }) => ({ jar: shelf(jarId), full: shelf("full") }),
      react({ full, jar }, { data: { jarId } }) {
        if (full) return refuse("no-such-fruit", "there is no place for another");
        if (jar) return refuse("there-already", "this jar is there already");
        return { save: { jar: { jarId }, full: { jarId } }, reply: { jarId } };
      },
    }),
  ],
});

describe("The API of a running service", () => {
  const start = async () => {
    const clock = systemClock();
    const database = memoryDatabase();
    const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
    const instance = async () => {
      const running = await run(alerts, {
        contracts,
        clock,
        store: database.connect(),
        broker: broker.connect("alerts"),
      });
      return { running, http: jars((message, digest) => running.submit(message, digest)).http };
    };
    return { database, instance };
  };
  const post = async (http: ReturnType<typeof supertest>, key: string, body: object = filled) =>
    http
      .post("/jars")
      .set("Authorization", await bearer(ann))
      .set("Idempotency-Key", key)
      .send(body);

  it("handles a command once, whichever instance gets the retry", async () => {
    const { database, instance } = await start();
    const one = await instance();
    const other = await instance();
    const first = await post(one.http, "k1");
    const second = await post(other.http, "k1");
    await one.running.stop();
    await other.running.stop();

    expect(first.status).to.equal(202);
    expect(second.status).to.equal(202);
    expect(second.body).to.deep.equal(first.body);
    expect(second.headers.location).to.equal(first.headers.location);
    expect(database.dump().processed).to.have.length(1);
  });

  it("detects a reused key, and repeats a refusal", async () => {
    const { instance } = await start();
    const { http, running } = await instance();
    await post(http, "k1");
    const reused = await post(http, "k1", { items: [{ name: "pear", quantity: 1 }] });
    const refused = await post(http, "k2");
    const again = await post(http, "k2");
    await running.stop();

    expect(reused.body.type).to.equal("/problems/idempotency-key-reused");
    expect(refused.status).to.equal(422);
    expect(refused.body.detail).to.equal("there is no place for another");
    expect({ ...again.body, requestId: "" }).to.deep.equal({ ...refused.body, requestId: "" });
  });

  it("answers 503 once it is stopping", async () => {
    const { instance } = await start();
    const { http, running } = await instance();
    await running.stop();

    expect((await post(http, "k1")).status).to.equal(503);
  });
});
