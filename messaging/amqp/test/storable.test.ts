import { connect } from "amqplib";
import { expect } from "chai";
import { MongoClient } from "mongodb";
import { declare } from "#messaging/amqp/declare-topology.ts";
import { describeOnServers } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { publishConfirmed } from "#tooling/testing/publish-confirmed.ts";
import type { Hop } from "../../instance/hops.ts";
import { mongoStore } from "../../mongo/store.ts";
import { run } from "../../running/run-service.ts";
import { contracts } from "../../test/company.ts";
import { keeping, stationId, tabs, taken, tooDeep } from "../../test/world.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { queuesOf, topologyOf } from "../../topology.ts";
import { encode } from "../../wire/envelope.ts";
import { amqpBroker } from "../broker.ts";

describeOnServers("A message that MongoDB does not store, among six good ones", (servers) => {
  const validator = { "kept.extra": { $ne: "refuse" } };
  const cases = [
    { what: "nested too deeply", bad: tooDeep, why: /\/extra\/0.* is nested deeper than 180 levels$/ },
    { what: "refused by a validator", bad: { extra: "refuse" }, why: /does not store this: .*\(code 121\)$/ },
    {
      what: "shaped like a type of the driver",
      bad: { extra: { _bsontype: "Long" } },
      why: /_bsontype has/,
    },
  ];

  for (const { bad, what, why } of cases) {
    it(`is parked with its reason, and the others are handled: ${what}`, async () => {
      const url = await servers().rabbitmq.freshVhost();
      await declare(url, topologyOf(contracts, "alerts"));
      const client = new MongoClient(servers().mongodb.url);
      const database = `storable_${process.pid}_${what.length}`;
      const { collections, indexes } = keeping;
      const store = await mongoStore({ client, database, collections, indexes });
      await client.db(database).command({ collMod: "tabs", validator });
      const good = ["1", "2", "3", "4", "5", "6"].map((name) => taken(name));
      const messages = [...good.slice(0, 3), taken("bad", bad), ...good.slice(3)];
      const connection = await connect(url);
      const channel = await connection.createChannel();
      await publishConfirmed(
        url,
        messages.map((message) => ({
          exchange: "weather.events",
          routingKey: message.type,
          messageId: message.id,
          body: encode(message, contracts),
        })),
      );

      const clock = systemClock();
      const hops: Hop[] = [];
      const broker = amqpBroker({ url, name: "alerts", clock });
      const running = await run(keeping, {
        contracts,
        broker,
        store,
        clock,
        observe: (hop) => hops.push(hop),
      });
      await eventually(() => hops.filter(({ kind }) => kind === "handled").length === 6);
      const { parked } = queuesOf("alerts");
      await eventually(async () => (await channel.checkQueue(parked)).messageCount === 1);
      const found = await channel.get(parked, { noAck: true });
      const tab = await store.get(tabs(stationId));
      const troubles = running.troubles();
      await running.stop();
      await Promise.all([broker.close(), connection.close()]);
      await client.db(database).dropDatabase();
      await store.close();

      const headers: Record<string, unknown> = (found || undefined)?.properties.headers ?? {};
      expect(headers["x-reason"]).to.equal("not-storable");
      expect(headers["x-error"]).to.match(why);
      expect(tab?.seen).to.have.members(good.map(({ id }) => id));
      expect(hops.filter(({ kind }) => kind === "waiting")).to.deep.equal([]);
      expect(troubles).to.deep.equal([]);
    });
  }
});
